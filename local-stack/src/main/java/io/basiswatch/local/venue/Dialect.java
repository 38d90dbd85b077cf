package io.basiswatch.local.venue;

import io.basiswatch.local.market.SimulatedMarket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * How one venue speaks of a {@link SimulatedMarket}: its streams, its REST answers, its limits. No I/O and no clock: times
 * are given, so that a whole day of a venue can be had in a moment, and the same one again.
 *
 * <p>Every time and every number of a sequence that is printed goes through {@link Circumstances}, which is how a venue's
 * clock can be wrong and its numbers start anew.
 */
interface Dialect {
    int TOO_MANY = 429;

    /**
     * What the venue publishes of the time from {@code from}, inclusive, to {@code to}, exclusive: in the order in which it
     * sends it, whoever listens. Both are on the grid of {@link SimulatedMarket#STEP}, and calls follow each other without
     * holes.
     */
    List<Said> say(long from, long to);

    /**
     * A client has connected. What it is told on a subscription, such as a snapshot of a book, is of the moment and fits what
     * {@link #say} gives next.
     *
     * @param path of its address, without what tells venues apart
     * @param query of its address; empty where it has none
     */
    Conversation open(String path, String query);

    Answer answer(Question question);

    /** What a question costs of what the venue lets one address ask. */
    default int weight(Question question) {
        return 1;
    }

    /** The venue's own limit: this much weight in {@link #limitSeconds}; the kit counts, and refuses beyond it. */
    int limit();

    int limitSeconds();

    /** The headers by which the venue tells how much of its limit is used, where it tells. */
    default Map<String, String> headers(long used) {
        return Map.of();
    }

    /** How the venue refuses: 429 mostly, 403 or 418 or an answer of its own where it says so. */
    default Answer refusal() {
        return new Answer(TOO_MANY, Map.of("Retry-After", "5"), "{}".getBytes(StandardCharsets.UTF_8));
    }
}
