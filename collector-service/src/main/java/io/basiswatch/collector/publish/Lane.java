package io.basiswatch.collector.publish;

import io.basiswatch.model.ClockTick;
import io.basiswatch.model.EventBatch;
import io.basiswatch.model.MarketEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What waits for one partition, in the order of receipt.
 *
 * <p>While a wave of records is under way the next events gather here, so batches grow with the load by themselves.
 * Filled by the event loop and emptied by the publisher's thread; the monitor of this object guards both.
 */
final class Lane {
    /**
     * How much receive time a wave may span. Its records, one per asset and shard, follow each other: what the last one holds
     * is older than the newest event of the first by no more than this, which is well within the grace that readers give.
     */
    private static final long SPAN_MICROS = 100_000;

    private final int partition;
    private final String homeAsset;
    private final ArrayDeque<Entry> waiting = new ArrayDeque<>();
    private boolean busy;
    private OptionalLong underWay = OptionalLong.empty();

    /** An event, and whose it is. */
    private record Entry(ShardOutlet outlet, MarketEvent event) {}

    /** What one record holds the events of. */
    private record Place(String asset, ShardOutlet outlet) {}

    Lane(int partition, String homeAsset) {
        this.partition = partition;
        this.homeAsset = homeAsset;
    }

    int partition() {
        return partition;
    }

    /** Adds an event; true where nobody empties the lane yet, so that the caller must see to it. */
    synchronized boolean add(ShardOutlet outlet, MarketEvent event) {
        waiting.add(new Entry(outlet, event));
        boolean idle = !busy;
        busy = true;
        return idle;
    }

    /** Puts {@code tick} in the place of a tick that waits as the last: a log that is down for long gathers no ticks. */
    synchronized boolean replaceTick(ShardOutlet outlet, ClockTick tick) {
        if (waiting.isEmpty() || !(waiting.getLast().event() instanceof ClockTick)) {
            return false;
        }
        waiting.removeLast();
        waiting.add(new Entry(outlet, tick));
        return true;
    }

    /** When the oldest event was received that the log has not acknowledged yet, ticks included; empty where none waits. */
    synchronized OptionalLong oldest() {
        if (underWay.isPresent() || waiting.isEmpty()) {
            return underWay;
        }
        return OptionalLong.of(waiting.getFirst().event().receivedTime());
    }

    /**
     * Takes the next wave: one batch per asset and shard, each in order. What goes to every partition joins the asset that it
     * came after. Empty where nothing waits; then the lane is idle.
     */
    synchronized Wave take(String collector, int maxEvents) {
        List<Entry> entries = next(maxEvents);
        Map<Place, List<MarketEvent>> places = new LinkedHashMap<>();
        String asset = firstAsset(entries);
        for (Entry entry : entries) {
            MarketEvent event = entry.event();
            asset = Partitions.goesEverywhere(event) ? asset : event.asset();
            places.computeIfAbsent(new Place(asset, entry.outlet()), unseen -> new ArrayList<>())
                    .add(event);
        }
        Wave wave = new Wave();
        places.forEach((place, events) -> wave.parts()
                .add(new Wave.Part(
                        place.outlet(),
                        new EventBatch(place.asset(), collector, place.outlet().shard(), events))));
        busy = !wave.isEmpty();
        underWay = entries.stream()
                .mapToLong(entry -> entry.event().receivedTime())
                .min();
        return wave;
    }

    private List<Entry> next(int maxEvents) {
        List<Entry> entries = new ArrayList<>();
        while (entries.size() < maxEvents
                && !waiting.isEmpty()
                && (entries.isEmpty()
                        || waiting.peek().event().receivedTime()
                                        - entries.getFirst().event().receivedTime()
                                <= SPAN_MICROS)) {
            entries.add(waiting.remove());
        }
        return entries;
    }

    private String firstAsset(List<Entry> entries) {
        return entries.stream()
                .map(Entry::event)
                .filter(event -> !Partitions.goesEverywhere(event))
                .map(MarketEvent::asset)
                .findFirst()
                .orElse(homeAsset);
    }
}
