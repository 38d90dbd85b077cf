package io.basiswatch.gateway.indicators;

import io.basiswatch.gateway.access.Seal;
import io.basiswatch.gateway.problem.ProblemException;
import io.basiswatch.gateway.problem.Reason;
import java.util.Optional;

/**
 * Where the next page of a history starts. It is signed and names the question that it belongs to, so that it can be
 * neither made up nor used for another one; it does not expire.
 *
 * @param series of the question
 * @param resolution of the question
 * @param from the first time of the next page, milliseconds
 * @param to the end of the range, exclusive, milliseconds
 * @param asOf of the question, milliseconds
 */
record HistoryCursor(String series, String resolution, long from, long to, Optional<Long> asOf) {
    private static final String VERSION = "1";
    /** The one that names the time whose knowledge was asked for. */
    private static final String AS_OF_VERSION = "2";

    private static final String SEPARATOR = "|";

    String text(Seal seal) {
        String version = asOf.isPresent() ? AS_OF_VERSION : VERSION;
        String plain = String.join(SEPARATOR, version, series, resolution, Long.toString(from), Long.toString(to));
        return seal.sealed(asOf.map(time -> plain + SEPARATOR + time).orElse(plain));
    }

    static HistoryCursor parse(String text, Seal seal) {
        String[] parts = seal.opened(text).orElseThrow(HistoryCursor::invalid).split("\\" + SEPARATOR, -1);
        boolean plain = parts.length == 5 && parts[0].equals(VERSION);
        if (!plain && !(parts.length == 6 && parts[0].equals(AS_OF_VERSION))) {
            throw invalid();
        }
        return new HistoryCursor(
                parts[1],
                parts[2],
                Long.parseLong(parts[3]),
                Long.parseLong(parts[4]),
                plain ? Optional.empty() : Optional.of(Long.parseLong(parts[5])));
    }

    static ProblemException invalid() {
        return ProblemException.of(
                Reason.INVALID_PARAMETER,
                "cursor",
                "Not a cursor of this question: start again without it, or use the next of the page before.");
    }
}
