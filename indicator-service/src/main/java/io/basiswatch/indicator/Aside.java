package io.basiswatch.indicator;

import io.basiswatch.model.Candle;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Resolution;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Facts of the past that wait until the present has time for them: days first, of which most long windows are made, then
 * hours and what is no candle, then the rest; of each kind in the order of the log.
 */
final class Aside {
    private final List<Deque<Told>> ranks = List.of(new ArrayDeque<>(), new ArrayDeque<>(), new ArrayDeque<>());

    /** A fact, and whether a simulated venue told it. */
    record Told(MarketEvent event, boolean isSimulated) {}

    void add(Told told) {
        ranks.get(rank(told.event())).addLast(told);
    }

    private static int rank(MarketEvent event) {
        if (!(event instanceof Candle candle)) {
            return 1;
        }
        long length = candle.closeTime() - candle.openTime();
        return length >= Resolution.DAY.micros() ? 0 : length >= Resolution.HOUR.micros() ? 1 : 2;
    }

    boolean isEmpty() {
        return ranks.stream().allMatch(Deque::isEmpty);
    }

    /** Whether any of them are days. */
    boolean hasDays() {
        return !ranks.getFirst().isEmpty();
    }

    /** Takes the next ones, {@code most} at most. */
    List<Told> take(long most) {
        List<Told> taken = new ArrayList<>();
        for (Deque<Told> rank : ranks) {
            while (!rank.isEmpty() && taken.size() < most) {
                taken.add(rank.removeFirst());
            }
        }
        return taken;
    }
}
