package io.basiswatch.gateway.indicators;

import io.basiswatch.gateway.access.Seal;
import io.basiswatch.gateway.problem.ProblemException;
import io.basiswatch.gateway.problem.Reason;
import io.basiswatch.model.Series;
import java.time.Duration;
import java.util.Optional;

/**
 * Where the next page of a history starts. It is signed and names the question that it belongs to, so that it can be neither
 * made up nor used for another one; any key may use it, on any gateway.
 *
 * <p>It ends on a whole {@link #LIFE}, after one to two of them: so the same page has the same cursor for a while, and with it
 * the same tag.
 *
 * @param question fingerprint of what was asked, without what may differ from page to page
 * @param series that was chosen for the first page
 * @param from the first time of the next page, milliseconds
 * @param to the end of the range, exclusive, milliseconds
 * @param asOf only what was known then belongs to the pages, milliseconds; empty where nothing can become known any more
 * @param expiry when it ends, milliseconds
 */
record HistoryCursor(String question, Series series, long from, long to, Optional<Long> asOf, long expiry) {
    static final Duration LIFE = Duration.ofHours(1);

    private static final String VERSION = "3";
    private static final int PARTS = 7;
    private static final String SEPARATOR = "|";

    /** The end of a cursor that is given out at {@code now}. */
    static long expiryAt(long now) {
        long life = LIFE.toMillis();
        return now - now % life + 2 * life;
    }

    String text(Seal seal) {
        return seal.sealed(String.join(
                SEPARATOR,
                VERSION,
                question,
                series.toString(),
                Long.toString(from),
                Long.toString(to),
                asOf.map(Object::toString).orElse(""),
                Long.toString(expiry)));
    }

    /**
     * The cursor of this question that a client has sent back.
     *
     * @throws ProblemException where it is none, is of another question, or has expired at {@code now}
     */
    static HistoryCursor parse(String text, String question, long now, Seal seal) {
        String[] parts = seal.opened(text).orElseThrow(HistoryCursor::invalid).split("\\" + SEPARATOR, -1);
        if (parts.length != PARTS || !parts[0].equals(VERSION) || !parts[1].equals(question)) {
            throw invalid();
        }
        HistoryCursor cursor = new HistoryCursor(
                question,
                Series.parse(parts[2]),
                Long.parseLong(parts[3]),
                Long.parseLong(parts[4]),
                parts[5].isEmpty() ? Optional.empty() : Optional.of(Long.parseLong(parts[5])),
                Long.parseLong(parts[6]));
        if (cursor.expiry <= now) {
            throw ProblemException.of(
                    Reason.CURSOR_EXPIRED,
                    "cursor",
                    "Cursors are good for an hour at least; this one is older. Go on by from, with the time of the last "
                            + "point that you have and one interval more.");
        }
        return cursor;
    }

    private static ProblemException invalid() {
        return ProblemException.of(
                Reason.INVALID_PARAMETER,
                "cursor",
                "Not a cursor of this question: start again without it, or use the next of the page before.");
    }
}
