package io.basiswatch.indicator;

import io.basiswatch.model.Constituents;
import java.util.Arrays;
import java.util.List;

/** What a number of points gives: the arithmetic of minutes, hours and days, for the engine and for whoever checks it. */
final class Points {
    private Points() {}

    /** A minute's value of the values of its seconds, of which there is at least one. */
    static double of(MinuteRule rule, List<Constituents.Point> points) {
        return switch (rule) {
            case MEAN -> mean(points);
            case MEDIAN -> median(points);
            case LAST, WINDOW, CLOSE -> throw new IllegalArgumentException(rule + " is not made of seconds");
        };
    }

    /** An hour's or day's value of the values of its parts, of which there is at least one. */
    static double of(RollUp rule, List<Constituents.Point> points) {
        return switch (rule) {
            case MEAN -> mean(points);
            case SUM -> sum(points);
            case LAST -> points.getLast().value();
            case NONE, RECOMPUTED -> throw new IllegalArgumentException(rule + " adds nothing up");
        };
    }

    private static double mean(List<Constituents.Point> points) {
        double sum = 0;
        long weights = 0;
        for (Constituents.Point point : points) {
            sum += point.value() * point.weight();
            weights += point.weight();
        }
        return sum / weights;
    }

    private static double sum(List<Constituents.Point> points) {
        double sum = 0;
        for (Constituents.Point point : points) {
            sum += point.value();
        }
        return sum;
    }

    private static double median(List<Constituents.Point> points) {
        double[] sorted = points.stream().mapToDouble(Constituents.Point::value).toArray();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
