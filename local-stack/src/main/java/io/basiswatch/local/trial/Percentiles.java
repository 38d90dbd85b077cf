package io.basiswatch.local.trial;

import java.util.List;
import java.util.Locale;

/** Spans of microseconds in a few words. */
final class Percentiles {
    private static final double MICROS = 1e6;
    private static final double MANY = 0.95;

    private Percentiles() {}

    /** The median, the 95th percentile and the longest, in seconds; one alone is said as it is. */
    static String text(List<Long> micros) {
        return switch (micros.size()) {
            case 0 -> "–";
            case 1 -> seconds(micros.getFirst());
            default -> {
                List<Long> sorted = micros.stream().sorted().toList();
                yield "median " + seconds(at(sorted, 0.5)) + ", p95 " + seconds(at(sorted, MANY)) + ", most "
                        + seconds(sorted.getLast());
            }
        };
    }

    /** The least that so great a share of all is not above. */
    private static long at(List<Long> sorted, double share) {
        return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }

    static String seconds(long micros) {
        return String.format(Locale.ROOT, "%.1f s", micros / MICROS);
    }
}
