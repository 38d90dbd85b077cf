package io.basiswatch.indicator.composite;

import io.basiswatch.model.Input;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * The votes of those that are known.
 *
 * @param votes 1, 0 or −1 by who it is of
 */
record Ballot(Map<String, Integer> votes) {
    static final String BASIS = "basis";
    static final String TAKERS = "takers";
    static final String PREMIUM = "premium";
    static final String FUNDING = "funding";

    /** How many could vote. */
    static final int ALL = 4;

    private static final int LEAST = 2;
    /** Within this many deviations takers are as they usually are. */
    private static final double USUAL = 0.5;

    /** What these inputs vote, by their kinds; several of one kind have one vote together. */
    static Ballot of(List<Input> inputs) {
        Map<String, Double> sums = new TreeMap<>();
        for (Input input : inputs) {
            double vote =
                    Math.signum(input.kind().equals(TAKERS) && Math.abs(input.value()) <= USUAL ? 0 : input.value());
            sums.merge(input.kind(), vote, Double::sum);
        }
        Map<String, Integer> votes = new TreeMap<>();
        sums.forEach((kind, sum) -> votes.put(kind, (int) Math.signum(sum)));
        return new Ballot(votes);
    }

    /** Which way more than half of the votes go, 0 where none does; empty with a single one. */
    OptionalDouble mode() {
        if (votes.size() < LEAST) {
            return OptionalDouble.empty();
        }
        long up = votes.values().stream().filter(vote -> vote > 0).count();
        long down = votes.values().stream().filter(vote -> vote < 0).count();
        if (up * 2 > votes.size()) {
            return OptionalDouble.of(1);
        }
        return OptionalDouble.of(down * 2 > votes.size() ? -1 : 0);
    }
}
