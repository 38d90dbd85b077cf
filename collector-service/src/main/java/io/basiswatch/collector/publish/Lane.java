package io.basiswatch.collector.publish;

import io.basiswatch.model.ClockTick;
import io.basiswatch.model.EventBatch;
import io.basiswatch.model.MarketEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What waits for one partition, in the order of receipt.
 *
 * <p>While a wave of records is under way the next events gather here, so batches grow with the load by themselves.
 * Filled by the event loop and emptied by the publisher's thread; the monitor of this object guards both.
 */
final class Lane {
    /**
     * How much receive time a wave may span. Its records, one per asset, follow each other: what the last one holds is older
     * than the newest event of the first by no more than this, which is well within the grace that readers give.
     */
    private static final long SPAN_MICROS = 100_000;

    private final int partition;
    private final String homeAsset;
    private final ArrayDeque<MarketEvent> waiting = new ArrayDeque<>();
    private boolean busy;

    Lane(int partition, String homeAsset) {
        this.partition = partition;
        this.homeAsset = homeAsset;
    }

    int partition() {
        return partition;
    }

    /** Adds an event; true where nobody empties the lane yet, so that the caller must see to it. */
    synchronized boolean add(MarketEvent event) {
        waiting.add(event);
        boolean idle = !busy;
        busy = true;
        return idle;
    }

    /** Puts {@code tick} in the place of a tick that waits as the last: a log that is down for long gathers no ticks. */
    synchronized boolean replaceTick(ClockTick tick) {
        if (!(waiting.peekLast() instanceof ClockTick)) {
            return false;
        }
        waiting.removeLast();
        waiting.add(tick);
        return true;
    }

    /**
     * Takes the next wave: one batch per asset, each in order. What goes to every partition joins the asset that it came
     * after. Empty where nothing waits; then the lane is idle.
     */
    synchronized Deque<EventBatch> take(String collector, int maxEvents) {
        List<MarketEvent> events = next(maxEvents);
        Map<String, List<MarketEvent>> byAsset = new LinkedHashMap<>();
        String asset = firstAsset(events);
        for (MarketEvent event : events) {
            asset = Partitions.goesEverywhere(event) ? asset : event.asset();
            byAsset.computeIfAbsent(asset, unseen -> new ArrayList<>()).add(event);
        }
        Deque<EventBatch> wave = new ArrayDeque<>();
        byAsset.forEach((key, batch) -> wave.add(new EventBatch(key, collector, batch)));
        busy = !wave.isEmpty();
        return wave;
    }

    private List<MarketEvent> next(int maxEvents) {
        List<MarketEvent> events = new ArrayList<>();
        while (events.size() < maxEvents
                && !waiting.isEmpty()
                && (events.isEmpty()
                        || waiting.peek().receivedTime() - events.getFirst().receivedTime() <= SPAN_MICROS)) {
            events.add(waiting.remove());
        }
        return events;
    }

    private String firstAsset(List<MarketEvent> events) {
        return events.stream()
                .filter(event -> !Partitions.goesEverywhere(event))
                .map(MarketEvent::asset)
                .findFirst()
                .orElse(homeAsset);
    }
}
