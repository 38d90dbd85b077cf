package io.basiswatch.indicator.stream;

import io.basiswatch.model.EventBatch;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Shard;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What of one partition of the log counts: nothing of an epoch that is over, and what replicas tell once.
 *
 * <p>A function of the log alone. What it remembers of replicas is of the last {@link Twins#REMEMBERED} of the log, less than is
 * read again after a restart; epochs are committed ({@link ShardEpochs}).
 */
public final class ShardGate {
    private final ShardEpochs epochs = new ShardEpochs();
    private final Map<String, Twins> families = new HashMap<>();
    private final Map<String, Replica> replicas = new HashMap<>();
    private final Map<String, Long> fenced = new HashMap<>();
    private long now = Long.MIN_VALUE;
    private boolean holds;
    private long toldRepeated;
    private long toldBridged;

    /** Goes on where another gate has stopped, of which {@link #text} told {@code text}. */
    public void resume(String text) {
        epochs.resume(text);
    }

    /** What holds before {@code offset}, for {@link #resume}. */
    public String text(long offset) {
        return epochs.text(offset);
    }

    /** What of {@code batch} counts, with gaps that were held back until it was clear that nobody fills them. */
    public EventBatch take(long offset, EventBatch batch) {
        Shard shard = batch.shard();
        if (!epochs.admits(shard, offset)) {
            fenced.merge(shard.name(), (long) batch.events().size(), Long::sum);
            return with(batch, List.of());
        }
        for (MarketEvent event : batch.events()) {
            now = Math.max(now, event.receivedTime());
        }
        if (shard.isNone() && !holds) {
            return batch;
        }
        List<MarketEvent> counting = new ArrayList<>(batch.events().size());
        if (shard.isNone()) {
            counting.addAll(batch.events());
        } else {
            Replica replica = replicas.computeIfAbsent(shard.name(), Replica::of);
            Twins twins = families.computeIfAbsent(replica.family(), family -> new Twins());
            batch.events().forEach(event -> twins.take(replica.number(), shard.epoch(), event, counting));
        }
        holds = false;
        for (Twins twins : families.values()) {
            holds |= twins.release(now, counting);
        }
        return with(batch, counting);
    }

    private static EventBatch with(EventBatch batch, List<MarketEvent> events) {
        return new EventBatch(batch.asset(), batch.collector(), batch.shard(), events);
    }

    /** What was kept back since the last call. */
    public GateCounts takeCounts() {
        GateCounts taken = new GateCounts(fenced, repeated() - toldRepeated, bridged() - toldBridged);
        toldRepeated = repeated();
        toldBridged = bridged();
        fenced.clear();
        return taken;
    }

    private long repeated() {
        return families.values().stream().mapToLong(Twins::repeated).sum();
    }

    private long bridged() {
        return families.values().stream().mapToLong(Twins::bridged).sum();
    }
}
