package io.basiswatch.indicator;

import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Quality;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How much of an interval there is: how many of its parts had a value, and how many of these were not as they should be.
 *
 * <p>An interval of which at least four fifths are there and sound is sound itself; what is missing beyond that is told.
 *
 * @param present parts that had a value
 * @param partial those of them that were partial
 * @param stale those of them that were stale
 * @param degraded those of them that were degraded
 */
record Coverage(long present, long partial, long stale, long degraded) {
    static final Coverage NONE = new Coverage(0, 0, 0, 0);
    private static final Coverage OK = new Coverage(1, 0, 0, 0);
    private static final Coverage PARTIAL = new Coverage(1, 1, 0, 0);
    private static final Coverage STALE = new Coverage(1, 0, 1, 0);
    private static final Coverage DEGRADED = new Coverage(1, 0, 0, 1);

    private static final String PREFIX = "n_";

    /** Of one part. */
    static Coverage of(Quality quality) {
        return switch (quality) {
            case OK -> OK;
            case PARTIAL -> PARTIAL;
            case STALE -> STALE;
            case DEGRADED -> DEGRADED;
            case ABSENT -> NONE;
        };
    }

    /** What {@link #attributes} has told of a value. */
    static Coverage of(IndicatorValue value) {
        Map<String, Object> told = value.attributes();
        return new Coverage(
                number(told, MinuteBook.OBSERVATIONS),
                number(told, name(Quality.PARTIAL)),
                number(told, name(Quality.STALE)),
                number(told, name(Quality.DEGRADED)));
    }

    private static long number(Map<String, Object> told, String name) {
        return told.get(name) instanceof Long number ? number : 0;
    }

    private static String name(Quality quality) {
        return PREFIX + quality.code();
    }

    Coverage plus(Coverage other) {
        return new Coverage(
                present + other.present, partial + other.partial, stale + other.stale, degraded + other.degraded);
    }

    /** Whether at least four fifths of {@code all} parts had a value. */
    boolean isEnough(int all) {
        return present * 5 >= all * 4L;
    }

    /** What has to be said of a value of {@code all} parts, by reason; {@code parts} is what they are called. */
    Map<String, Quality> remarks(int all, String parts) {
        Map<String, Quality> remarks = new LinkedHashMap<>();
        if (!isEnough(all)) {
            remarks.put(present + " of " + all + ' ' + parts, Quality.PARTIAL);
        }
        remark(partial, Quality.PARTIAL, parts, remarks);
        remark(stale, Quality.STALE, parts, remarks);
        remark(degraded, Quality.DEGRADED, parts, remarks);
        return remarks;
    }

    private void remark(long count, Quality quality, String parts, Map<String, Quality> remarks) {
        if (count * 5 > present) {
            remarks.put(count + " of " + present + ' ' + parts + ' ' + quality.code(), quality);
        }
    }

    /** The numbers as attributes; those of unsound parts only where there are any. */
    Map<String, Long> attributes() {
        Map<String, Long> attributes = new LinkedHashMap<>();
        attributes.put(MinuteBook.OBSERVATIONS, present);
        note(partial, Quality.PARTIAL, attributes);
        note(stale, Quality.STALE, attributes);
        note(degraded, Quality.DEGRADED, attributes);
        return attributes;
    }

    private static void note(long count, Quality quality, Map<String, Long> attributes) {
        if (count > 0) {
            attributes.put(name(quality), count);
        }
    }
}
