package io.basiswatch.collector.publish;

import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Shard;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;

/**
 * The way of one shard into the log: what goes through it carries the shard's name and epoch. An outlet that is shut lets
 * nothing through any more, whoever still holds it. Filled by the event loop.
 */
public final class Outlet {
    private final Shard shard;
    private final BooleanSupplier isSimulated;
    private final BiConsumer<Outlet, MarketEvent> publisher;
    private final AtomicLong waiting = new AtomicLong();
    private boolean shut;

    Outlet(Shard shard, BooleanSupplier isSimulated, BiConsumer<Outlet, MarketEvent> publisher) {
        this.shard = shard;
        this.isSimulated = isSimulated;
        this.publisher = publisher;
    }

    /** What carries what comes from now on; that the venue is a simulation may have been learnt after the beginning. */
    public Shard shard() {
        return shard.simulated() || !isSimulated.getAsBoolean() ? shard : new Shard(shard.name(), shard.epoch(), true);
    }

    /** Takes an event; it never waits. */
    public void publish(MarketEvent event) {
        if (!shut) {
            publisher.accept(this, event);
        }
    }

    /** Nothing more comes; what waits already still goes to the log. */
    public void shut() {
        shut = true;
    }

    /** Whether the log has acknowledged all that went through. */
    public boolean isWritten() {
        return waiting.get() == 0;
    }

    /** More, or with a negative number fewer, events wait for the log. */
    void waits(long more) {
        waiting.addAndGet(more);
    }
}
