package io.basiswatch.gateway.receipt;

import io.basiswatch.gateway.indicators.Parameters;
import io.basiswatch.gateway.problem.ProblemException;
import io.basiswatch.gateway.problem.Reason;
import io.basiswatch.model.Resolution;
import java.time.Instant;
import java.util.Optional;

/**
 * Which value's receipt is asked for.
 *
 * @param asset of which asset
 * @param dimension of which series, where it was said
 * @param resolution how long the value's interval is
 * @param time its start, milliseconds since the epoch
 * @param asOf when it must have been known; empty for now
 */
record ReceiptQuery(String asset, Optional<String> dimension, Resolution resolution, long time, Optional<Long> asOf) {
    static final String[] NAMES = {"asset", "dimension", "resolution", "time", "asOf"};

    private static final String EXAMPLE = "2024-08-09T00:01:00Z";

    static ReceiptQuery of(Parameters query, long now) {
        Resolution resolution = query.storedResolution();
        query.required("time", EXAMPLE);
        long time = query.time("time").orElseThrow();
        if (time % resolution.millis() != 0) {
            throw ProblemException.of(
                    Reason.INVALID_PARAMETER,
                    "time",
                    "Not the start of an interval of " + resolution.code() + ": the one that it lies in begins at "
                            + Instant.ofEpochMilli(time - time % resolution.millis()) + ".");
        }
        return new ReceiptQuery(query.required("asset", "ETH"), query.dimension(), resolution, time, query.asOf(now));
    }
}
