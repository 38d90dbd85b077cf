package io.basiswatch.indicator.stream;

import io.basiswatch.indicator.EngineCounts;
import io.basiswatch.indicator.EngineObserver;
import io.basiswatch.model.EventBatch;
import io.basiswatch.model.Origin;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** How long each stop of the way takes, and what was met on it. The clock that the engine does not have. */
final class StopMeters implements EngineObserver {
    private final Timer consume;
    private final Timer route;
    private final Timer update;
    private final Timer write;
    private final Counter late;
    private final Counter dropped;
    private final Counter duplicates;
    private final Counter filled;
    private final Counter revisions;
    private final Counter poison;
    private final Counter candles;
    private final Counter passedOver;
    private final Counter history;
    private final Counter repeated;
    private final Counter bridged;
    private final Map<Origin, Counter> events = new EnumMap<>(Origin.class);
    private final MeterRegistry registry;
    private long updateStart;
    private long updateNanos;

    StopMeters(MeterRegistry registry) {
        consume = timer("consume", registry);
        route = timer("route", registry);
        update = timer("update", registry);
        write = timer("write", registry);
        late = registry.counter("basiswatch_late_events");
        dropped = registry.counter("basiswatch_dropped_trades");
        duplicates = registry.counter("basiswatch_duplicates");
        filled = registry.counter("basiswatch_filled_gaps");
        revisions = registry.counter("basiswatch_revisions");
        candles = registry.counter("basiswatch_candles");
        passedOver = registry.counter("basiswatch_passed_over_candles");
        history = registry.counter("basiswatch_candle_values");
        poison = registry.counter("basiswatch_poison_records");
        repeated = registry.counter("basiswatch_repeated_events");
        bridged = registry.counter("basiswatch_bridged_gaps");
        for (Origin origin : Origin.values()) {
            events.put(
                    origin,
                    registry.counter(
                            "basiswatch_events", "origin", origin.name().toLowerCase(Locale.ROOT)));
        }
        this.registry = registry;
    }

    private static Timer timer(String stop, MeterRegistry registry) {
        return Timer.builder("basiswatch.stop").tag("stop", stop).register(registry);
    }

    <T> T consume(Supplier<T> decoding) {
        return consume.record(decoding);
    }

    /** Everything that the engine does with a record but updating states counts as routing: it is mostly that. */
    void route(Runnable accepting) {
        long start = System.nanoTime();
        updateNanos = 0;
        accepting.run();
        route.record(System.nanoTime() - start - updateNanos, TimeUnit.NANOSECONDS);
    }

    void write(Runnable writing) {
        write.record(writing);
    }

    void poison() {
        poison.increment();
    }

    /** So many values of candles were new. */
    void history(int rows) {
        history.increment(rows);
    }

    /** Adds what an engine has met between two looks at its counts. */
    void met(EngineCounts before, EngineCounts after) {
        late.increment(after.late() - before.late());
        dropped.increment(after.dropped() - before.dropped());
        duplicates.increment(after.duplicates() - before.duplicates());
        filled.increment(after.filled() - before.filled());
        revisions.increment(after.revisions() - before.revisions());
        candles.increment(after.candles() - before.candles());
        passedOver.increment(after.passedOver() - before.passedOver());
    }

    /** Adds what came with a record, and what of it did not count. */
    void met(EventBatch batch, GateCounts keptBack) {
        batch.events().forEach(event -> events.get(event.stamp().origin()).increment());
        repeated.increment(keptBack.repeated());
        bridged.increment(keptBack.bridged());
        keptBack.fenced()
                .forEach((shard, count) -> registry.counter("basiswatch_fenced_events", "shard", shard)
                        .increment(count));
    }

    @Override
    public void updating() {
        updateStart = System.nanoTime();
    }

    @Override
    public void updated(int events) {
        long nanos = System.nanoTime() - updateStart;
        updateNanos += nanos;
        update.record(nanos, TimeUnit.NANOSECONDS);
    }
}
