package io.basiswatch.collector.feed;

import io.basiswatch.model.FeedGap;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Venue;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * What is counted and timed of one venue.
 *
 * <p>{@code stream} is the connection's name in the counters of frames, and the kind of stream in the age of the last
 * event.
 */
final class FeedMetrics {
    private static final long UNKNOWN = Long.MIN_VALUE;

    private final MeterRegistry registry;
    private final Venue venue;
    private final LongSupplier nowMicros;
    private final Timer receive;
    private final Timer decode;
    private final Counter gaps;
    private final AtomicLong lead = new AtomicLong(UNKNOWN);
    private final List<Meter> shown = new ArrayList<>();
    private final Map<String, Map<Outcome, Counter>> frames = new HashMap<>();
    private final Map<StreamKind, AtomicLong> lastEvents = new EnumMap<>(StreamKind.class);

    FeedMetrics(MeterRegistry registry, Venue venue, LongSupplier nowMicros) {
        this.registry = registry;
        this.venue = venue;
        this.nowMicros = nowMicros;
        this.receive = stop(registry, "receive");
        this.decode = stop(registry, "decode");
        shown.add(Gauge.builder(
                        "basiswatch_clock_skew_seconds",
                        lead,
                        micros -> micros.get() == UNKNOWN ? Double.NaN : micros.get() / 1e6)
                .tags(tags())
                .register(registry));
        this.gaps = registry.counter("basiswatch_gaps", tags());
    }

    /** The timer of one stop on the way of a trade. */
    static Timer stop(MeterRegistry registry, String name) {
        return Timer.builder("basiswatch_stop").tag("stop", name).register(registry);
    }

    private Tags tags(String... more) {
        return Tags.of("venue", venue.id()).and(more);
    }

    void received(long nanos) {
        receive.record(nanos, TimeUnit.NANOSECONDS);
    }

    void decoded(String connection, Outcome outcome, long nanos) {
        decode.record(nanos, TimeUnit.NANOSECONDS);
        frames.computeIfAbsent(connection, name -> new EnumMap<>(Outcome.class))
                .computeIfAbsent(
                        outcome,
                        key -> registry.counter(
                                "basiswatch_frames",
                                tags("stream", connection, "outcome", key.name().toLowerCase(Locale.ROOT))))
                .increment();
    }

    void rejected(String connection) {
        registry.counter("basiswatch_frames_rejected", tags("stream", connection))
                .increment();
    }

    /** A silent stream is begun again on its open socket. */
    void begunAgain(StreamKind kind) {
        registry.counter(
                        "basiswatch_streams_begun_again",
                        tags("kind", kind.name().toLowerCase(Locale.ROOT)))
                .increment();
    }

    void reconnecting(String connection, ReconnectReason reason) {
        registry.counter("basiswatch_reconnects", tags("stream", connection, "reason", reason.tag()))
                .increment();
    }

    /** Notes how far our clock is ahead of the venue's at most, microseconds. */
    void lead(OptionalLong micros) {
        lead.set(micros.orElse(UNKNOWN));
    }

    void event(MarketEvent event) {
        if (event instanceof FeedGap) {
            gaps.increment();
        } else if (event instanceof InstrumentEvent news && news.stamp().origin() == Origin.LIVE) {
            StreamKind.of(news).ifPresent(kind -> lastEvent(kind).set(news.receivedTime()));
        }
    }

    private AtomicLong lastEvent(StreamKind kind) {
        return lastEvents.computeIfAbsent(kind, key -> {
            AtomicLong last = new AtomicLong();
            shown.add(TimeGauge.builder(
                            "basiswatch_last_event_age",
                            last,
                            TimeUnit.MICROSECONDS,
                            time -> Math.max(0, nowMicros.getAsLong() - time.get()))
                    .tags(tags("stream", key.name().toLowerCase(Locale.ROOT)))
                    .register(registry));
            return last;
        });
    }

    /** Takes away what shows the moment; what has been counted stays. */
    void close() {
        shown.forEach(registry::remove);
        shown.clear();
    }
}
