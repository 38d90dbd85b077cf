package io.basiswatch.benchmarks;

import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.MarketEvent;
import java.util.ArrayList;
import java.util.List;

/** Real events in the numbers that a benchmark needs. */
public final class RealEvents {
    private RealEvents() {}

    /**
     * The first {@code count} events of {@code captures}, each for every one of {@code assets}, in the order of time.
     *
     * @param start where on our clock the first one is put, microseconds since the epoch
     */
    public static List<MarketEvent> crowd(String captures, List<String> assets, long start, int count) {
        List<MarketEvent> real = Captures.events(captures);
        long shift = start - real.getFirst().receivedTime();
        Crowd crowd = new Crowd(assets, time -> time + shift);
        List<MarketEvent> events = new ArrayList<>(count);
        for (MarketEvent event : real) {
            for (MarketEvent twin : crowd.of(event)) {
                if (events.size() == count) {
                    return events;
                }
                events.add(twin);
            }
        }
        throw new IllegalArgumentException("only " + events.size() + " events come of " + captures);
    }

    /** How many instruments {@code captures} hold. */
    static int instruments(String captures) {
        return Math.toIntExact(Captures.events(captures).stream()
                .filter(InstrumentEvent.class::isInstance)
                .map(event -> ((InstrumentEvent) event).instrument())
                .distinct()
                .count());
    }
}
