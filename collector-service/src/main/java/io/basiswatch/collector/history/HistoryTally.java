package io.basiswatch.collector.history;

import io.basiswatch.collector.feed.Past;
import io.basiswatch.model.Venue;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Counts what is fetched of one venue's history; written on the feed's thread, read on any. */
final class HistoryTally {
    private final InstantSource clock;
    private final Map<Past.Kind, Counter> rows = new EnumMap<>(Past.Kind.class);
    private final Counter requests;
    private volatile HistoryProgress progress;

    HistoryTally(Venue venue, InstantSource clock, MeterRegistry metrics) {
        this.clock = clock;
        this.progress = HistoryProgress.none(venue, clock.instant());
        this.requests = metrics.counter("basiswatch_history_requests", "venue", venue.id());
        for (Past.Kind kind : HistoryDepth.ORDER) {
            String name = kind.name().toLowerCase(Locale.ROOT);
            rows.put(kind, metrics.counter("basiswatch_history_rows", "venue", venue.id(), "kind", name));
        }
        Gauge.builder("basiswatch_history_remaining_requests", () -> progress.pagesLeft())
                .tag("venue", venue.id())
                .register(metrics);
    }

    HistoryProgress progress() {
        return progress;
    }

    void page(Past.Kind kind, int count) {
        rows.get(kind).increment(count);
        requests.increment();
        HistoryProgress now = progress;
        progress = new HistoryProgress(
                now.venue(),
                now.since(),
                now.histories(),
                now.complete(),
                now.pagesDone() + 1,
                Math.max(0, now.pagesLeft() - 1),
                now.rows() + count,
                now.failures(),
                clock.instant());
    }

    void failed() {
        HistoryProgress now = progress;
        progress = new HistoryProgress(
                now.venue(),
                now.since(),
                now.histories(),
                now.complete(),
                now.pagesDone(),
                now.pagesLeft(),
                now.rows(),
                now.failures() + 1,
                clock.instant());
    }

    /** What is left at the moment. */
    void left(int histories, int complete, long pages) {
        HistoryProgress now = progress;
        boolean same = now.histories() == histories && now.complete() == complete && now.pagesLeft() == pages;
        if (!same) {
            progress = new HistoryProgress(
                    now.venue(),
                    now.since(),
                    histories,
                    complete,
                    now.pagesDone(),
                    pages,
                    now.rows(),
                    now.failures(),
                    clock.instant());
        }
    }
}
