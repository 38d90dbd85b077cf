package io.basiswatch.indicator.episode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * An earlier day that was like the last one of a row.
 *
 * @param place of the day
 * @param distance root of the mean squared difference over the measures known on both days, in deviations
 * @param shared how many measures these are
 */
record Analog(int place, double distance, int shared) {
    /** Days around the last one, and around one that was found, that are too near to be another example. */
    static final int APART = 30;

    /** Fewer measures do not make two days alike. */
    static final int LEAST_SHARED = 3;

    /** The nearest days, at most {@code count}, nearest first; of two at one distance the later one. */
    static List<Analog> nearest(List<Bearing> bearings, int last, int count) {
        long known = bearings.stream().filter(bearing -> bearing.has(last)).count();
        List<Analog> candidates = new ArrayList<>();
        for (int place = 0; place < last - APART; place++) {
            Analog candidate = of(bearings, place, last);
            if (candidate.shared >= LEAST_SHARED && candidate.shared * 2 >= known) {
                candidates.add(candidate);
            }
        }
        candidates.sort(Comparator.comparingDouble(Analog::distance)
                .thenComparing(Comparator.comparingInt(Analog::place).reversed()));
        List<Analog> found = new ArrayList<>();
        for (Analog candidate : candidates) {
            if (found.size() < count
                    && found.stream().allMatch(other -> Math.abs(other.place - candidate.place) > APART)) {
                found.add(candidate);
            }
        }
        return found;
    }

    private static Analog of(List<Bearing> bearings, int place, int last) {
        double squares = 0;
        int shared = 0;
        for (Bearing bearing : bearings) {
            if (bearing.has(place) && bearing.has(last)) {
                double difference = bearing.at(place) - bearing.at(last);
                squares += difference * difference;
                shared++;
            }
        }
        return new Analog(place, Math.sqrt(squares / shared), shared);
    }
}
