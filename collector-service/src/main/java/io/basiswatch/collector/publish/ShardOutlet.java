package io.basiswatch.collector.publish;

import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Shard;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;

/** An outlet of the publisher, which counts what the log has not acknowledged. */
final class ShardOutlet implements Outlet {
    private final Shard shard;
    private final BooleanSupplier isSimulated;
    private final BiConsumer<ShardOutlet, MarketEvent> publisher;
    private final AtomicLong waiting = new AtomicLong();
    private boolean shut;

    ShardOutlet(Shard shard, BooleanSupplier isSimulated, BiConsumer<ShardOutlet, MarketEvent> publisher) {
        this.shard = shard;
        this.isSimulated = isSimulated;
        this.publisher = publisher;
    }

    /** What carries what comes from now on; that the venue is a simulation may have been learnt after the beginning. */
    Shard shard() {
        return shard.simulated() || !isSimulated.getAsBoolean() ? shard : new Shard(shard.name(), shard.epoch(), true);
    }

    @Override
    public void publish(MarketEvent event) {
        if (!shut) {
            publisher.accept(this, event);
        }
    }

    @Override
    public void shut() {
        shut = true;
    }

    @Override
    public boolean isWritten() {
        return waiting.get() == 0;
    }

    /** More, or with a negative number fewer, events wait for the log. */
    void waits(long more) {
        waiting.addAndGet(more);
    }
}
