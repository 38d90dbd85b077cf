package io.basiswatch.gateway.live;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.ToDoubleFunction;

/** What is measured of the streams. The life of a stream is never a latency. */
@ApplicationScoped
class LiveMetrics implements StreamCounts {
    private final MeterRegistry registry;
    private final Timer fanout;
    private final Timer firstEvent;
    private final Counter opened;
    private final Counter replayed;
    private final Counter conflated;

    LiveMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.fanout = Timer.builder("basiswatch.stop")
                .description("Time that one batch spends at a stop of the pipeline")
                .tag("stop", "fanout")
                .publishPercentileHistogram()
                .register(registry);
        this.firstEvent = Timer.builder("basiswatch.streams.first.event")
                .description("Time from a request for a stream to its first event")
                .publishPercentileHistogram()
                .register(registry);
        this.opened = registry.counter("basiswatch.streams.opened");
        this.replayed = registry.counter("basiswatch.streams.replayed");
        this.conflated = registry.counter("basiswatch.streams.conflated");
    }

    /** Gauges that ask the hub when somebody looks. */
    <T> void watch(T hub, ToDoubleFunction<T> open, ToDoubleFunction<T> queuedBytes) {
        registry.gauge("basiswatch.streams.open", hub, open);
        registry.gauge("basiswatch.streams.queued.bytes", hub, queuedBytes);
    }

    Timer fanout() {
        return fanout;
    }

    Timer firstEvent() {
        return firstEvent;
    }

    /** Counted when the stream starts, so that streams that live long are seen at once. */
    void opened() {
        opened.increment();
    }

    void closed(CloseReason reason) {
        registry.counter("basiswatch.streams.closed", "reason", reason.code()).increment();
    }

    @Override
    public void reset(String reason) {
        registry.counter("basiswatch.streams.resets", "reason", reason).increment();
    }

    @Override
    public void replayed(long updates) {
        replayed.increment(updates);
    }

    @Override
    public void conflated() {
        conflated.increment();
    }
}
