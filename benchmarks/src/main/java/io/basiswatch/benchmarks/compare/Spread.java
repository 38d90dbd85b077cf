package io.basiswatch.benchmarks.compare;

import java.util.List;

/** The middle of some numbers, and how far they lie apart. */
record Spread(double median, double min, double max) {
    static Spread of(List<Double> numbers) {
        List<Double> sorted = numbers.stream().sorted().toList();
        int half = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
        return new Spread(median, sorted.getFirst(), sorted.getLast());
    }
}
