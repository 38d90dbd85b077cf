package io.basiswatch.collector.feed;

import io.basiswatch.model.InstrumentListed;
import io.basiswatch.model.Venue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * All that is particular to one venue: what to ask, what to subscribe to, and how to read the answers.
 *
 * <p>To add a venue, add a folder under {@code venue} with an implementation annotated {@code @AutoService}, and its
 * addresses in {@code application.properties}. No other file changes.
 */
public interface VenueFeed {
    Venue venue();

    /**
     * A fresh decoder.
     *
     * @param assets the bases of interest; the reference pairs of stablecoins ({@link Stablecoins}) always pass
     */
    Decoder decoder(Predicate<String> assets);

    /**
     * The REST addresses to ask before subscribing; {@link #decoder} reads the answers. What stands behind a {@code #} is
     * posted as JSON, for venues that answer nothing else.
     */
    List<String> metadata(VenueSettings settings);

    /** What to subscribe to, given the instruments that the metadata listed for the configured assets. */
    List<Subscription> subscriptions(VenueSettings settings, List<InstrumentListed> listed);

    /** The venue's own word for a kind of stream, such as {@code bookTicker}. */
    String word(StreamKind kind);

    /** What the venue lets one address ask over REST; cautious where it promises nothing. */
    default RestLimits limits() {
        return RestLimits.requests(60, Duration.ofMinutes(1));
    }

    /** What must be asked again and again, given the same instruments. */
    default List<Poll> polls(VenueSettings settings, List<InstrumentListed> listed) {
        return List.of();
    }

    /** What of the past the venue tells over REST, given the same instruments: missed trades, candles, funding, open interest. */
    default List<Past> past(VenueSettings settings, List<InstrumentListed> listed) {
        return List.of();
    }

    /** How often one address may open a socket to the venue; cautious where it promises nothing. */
    default Pace connects() {
        return new Pace(20, Duration.ofMinutes(1));
    }

    /** How often we may say something over one socket; cautious where the venue promises nothing. */
    default Pace says() {
        return new Pace(5, Duration.ofSeconds(1));
    }

    /** What is collected from this venue, kind by kind. */
    default List<Offer> offers() {
        return List.of();
    }

    /** What must be sent so that an open socket stays open; empty where answering the protocol's pings is enough. */
    default Optional<KeepAlive> keepAlive() {
        return Optional.empty();
    }

    /** What must be sent back on {@code frame}, such as a venue's own test of whether we are there. */
    default Optional<String> reply(Frame frame) {
        return Optional.empty();
    }
}
