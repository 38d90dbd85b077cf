package io.basiswatch.benchmarks.stack;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Times that were measured, and how they are spread. */
final class Percentiles {
    private final List<Double> sorted;

    private Percentiles(List<Double> sorted) {
        this.sorted = sorted;
    }

    static Percentiles of(List<Double> times) {
        if (times.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured");
        }
        List<Double> sorted = new ArrayList<>(times);
        Collections.sort(sorted);
        return new Percentiles(sorted);
    }

    /** The smallest time that at least {@code percent} of all do not exceed. */
    double at(double percent) {
        int rank = (int) Math.ceil(percent / 100 * sorted.size());
        return sorted.get(Math.clamp(rank - 1, 0, sorted.size() - 1));
    }

    int count() {
        return sorted.size();
    }
}
