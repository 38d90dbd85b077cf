package io.basiswatch.local.market;

import java.util.ArrayList;
import java.util.List;

/** What has changed from one book to another. */
final class Changes {
    private Changes() {}

    static SimulatedBook between(SimulatedBook before, SimulatedBook now) {
        return new SimulatedBook(
                now.step(), now.time(), side(before.bids(), now.bids(), -1), side(before.asks(), now.asks(), 1));
    }

    /** Both lists run away from the best price, which is upwards where {@code away} is 1. */
    private static List<SimulatedBook.Level> side(
            List<SimulatedBook.Level> before, List<SimulatedBook.Level> now, int away) {
        List<SimulatedBook.Level> changes = new ArrayList<>();
        int old = 0;
        int fresh = 0;
        while (old < before.size() || fresh < now.size()) {
            long order = old == before.size()
                    ? 1
                    : fresh == now.size()
                            ? -1
                            : away * (before.get(old).ticks() - now.get(fresh).ticks());
            if (order < 0) {
                changes.add(new SimulatedBook.Level(before.get(old++).ticks(), 0));
            } else if (order > 0) {
                changes.add(now.get(fresh++));
            } else {
                if (before.get(old++).lots() != now.get(fresh).lots()) {
                    changes.add(now.get(fresh));
                }
                fresh++;
            }
        }
        return List.copyOf(changes);
    }
}
