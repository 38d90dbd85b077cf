package io.basiswatch.gateway.live;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.ToDoubleFunction;

/** What is measured of the streams. The life of a stream is never a latency. */
@ApplicationScoped
class LiveMetrics {
    private final MeterRegistry registry;
    private final Timer fanout;

    LiveMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.fanout = Timer.builder("basiswatch.stop")
                .description("Time that one batch spends at a stop of the pipeline")
                .tag("stop", "fanout")
                .publishPercentileHistogram()
                .register(registry);
    }

    /** Gauges that ask the hub when somebody looks. */
    <T> void watch(T hub, ToDoubleFunction<T> open, ToDoubleFunction<T> queuedBytes) {
        registry.gauge("basiswatch.streams.open", hub, open);
        registry.gauge("basiswatch.streams.queued.bytes", hub, queuedBytes);
    }

    Timer fanout() {
        return fanout;
    }

    /** Counted when the stream starts, so that streams that live long are seen at once. */
    void opened() {
        registry.counter("basiswatch.streams.opened").increment();
    }

    void closed(CloseReason reason) {
        registry.counter("basiswatch.streams.closed", "reason", reason.code()).increment();
    }
}
