package io.basiswatch.gateway.stored;

import java.util.List;
import java.util.OptionalLong;

/**
 * One closed value as it stands in the table.
 *
 * @param time the start of its interval, milliseconds since the epoch
 * @param value the number, in the indicator's unit
 * @param quality how far it can be relied on
 * @param reasons why the quality is not ok
 * @param knownAt when it was known, milliseconds since the epoch
 * @param revision 0 for the first value of its origin and time
 * @param derivedFrom what it was made of instead of what its definition names, such as {@code candle}; else empty
 * @param venuesUsed the venues that took part, as far as that is told
 * @param venuesMissing the venues that should have had a part and have none
 * @param oldestInput how old its oldest input was when it was computed, milliseconds; empty where that is not told
 */
public record StoredPoint(
        long time,
        double value,
        String quality,
        List<String> reasons,
        long knownAt,
        int revision,
        String derivedFrom,
        List<String> venuesUsed,
        List<String> venuesMissing,
        OptionalLong oldestInput) {}
