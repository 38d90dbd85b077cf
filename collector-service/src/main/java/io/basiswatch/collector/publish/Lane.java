package io.basiswatch.collector.publish;

import io.basiswatch.model.EventBatch;
import io.basiswatch.model.MarketEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * What waits for one partition, in the order of receipt.
 *
 * <p>While a wave of records is under way the next events gather here, so batches grow with the load by themselves.
 * Filled by the event loop and emptied by the publisher's thread; the monitor of this object guards both.
 */
final class Lane {
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

    /**
     * Takes the next wave: runs of events of one asset, in order. What goes to every partition joins the run that it is
     * in. Empty where nothing waits; then the lane is idle.
     */
    synchronized List<EventBatch> take(String collector, int maxEvents) {
        List<EventBatch> wave = new ArrayList<>();
        List<MarketEvent> run = new ArrayList<>();
        String asset = "";
        for (int i = 0; i < maxEvents && !waiting.isEmpty(); i++) {
            MarketEvent event = waiting.remove();
            String own = Partitions.goesEverywhere(event) ? asset : event.asset();
            if (!asset.isEmpty() && !own.equals(asset)) {
                wave.add(new EventBatch(asset, collector, run));
                run = new ArrayList<>();
            }
            asset = own;
            run.add(event);
        }
        if (!run.isEmpty()) {
            wave.add(new EventBatch(asset.isEmpty() ? homeAsset : asset, collector, run));
        }
        busy = !wave.isEmpty();
        return wave;
    }
}
