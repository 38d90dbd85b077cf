package io.basiswatch.benchmarks.catalogue;

import io.basiswatch.benchmarks.Report;
import io.basiswatch.benchmarks.Report.Figure;
import io.basiswatch.indicator.IndicatorEngine;
import io.basiswatch.indicator.Indicators;
import io.basiswatch.indicator.window.RollingDeviation;
import io.basiswatch.model.MarketEvent;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What the engine holds in memory, with all indicators: per asset, per hour that it has seen, and per slot of a window. */
public final class Catalogue {
    private static final long MINUTE = 60_000_000;
    /** Few events, as what remains of them does not depend on how many they were. */
    private static final double PACE = 0.1;

    /** Minutes times assets that are fed for one figure. */
    private static final long MOST_FED = 500;

    private final Report report;
    private final boolean quick;

    /** @param quick shorter: a look, not figures to quote */
    public Catalogue(Report report, boolean quick) {
        this.report = report;
        this.quick = quick;
    }

    /** What there is to be computed, and how much of it comes of the benchmark's events. */
    public void describe() {
        report.add(new Figure("indicators", Map.of(), Indicators.all().size(), Double.NaN, "indicators"));
        for (int instruments : new int[] {50, 500}) {
            for (double pace : new double[] {1, 4}) {
                describe(instruments, pace);
            }
        }
    }

    private void describe(int instruments, double pace) {
        Map<String, String> parameters =
                Map.of("instruments", String.valueOf(instruments), "pace", String.valueOf(pace));
        List<MarketEvent> events = CatalogueBenchmark.events(instruments, pace);
        long[] values = new long[1];
        IndicatorEngine engine = CatalogueBenchmark.engine((asset, instant, made) -> values[0] += made.size());
        events.forEach(engine::accept);
        engine.finish();
        double seconds = (events.getLast().receivedTime() - CatalogueBenchmark.START) / 1e6;
        report.add(new Figure("market_rate", parameters, events.size() / seconds, Double.NaN, "events/s"));
        report.add(new Figure(
                "values_per_1000_events", parameters, 1e3 * values[0] / events.size(), Double.NaN, "values"));
    }

    /** By the heap after a full collection, with and without the engine. */
    public void memory() {
        // What all engines share: classes and caches.
        fed(1, 2);
        for (long minutes : quick ? new long[] {5, 20} : new long[] {10, 60, 240}) {
            for (int assets : new int[] {1, 4, 16}) {
                if (assets * minutes <= (quick ? 20 : MOST_FED)) {
                    state(assets, minutes);
                }
            }
        }
        for (int slots : new int[] {1_440, 43_200, 129_600, 1_000_000}) {
            double bytes = retained(() -> filled(slots));
            report.add(
                    new Figure("deviation_window", Map.of("slots", String.valueOf(slots)), bytes, Double.NaN, "bytes"));
        }
    }

    private void state(int assets, long minutes) {
        Map<String, String> parameters = Map.of(
                "assets", String.valueOf(assets),
                "instruments", String.valueOf(assets * Listing.ALL.size()),
                "minutes", String.valueOf(minutes));
        double bytes = retained(() -> fed(assets, minutes)) / (double) assets;
        report.add(new Figure("state_per_asset", parameters, bytes, Double.NaN, "bytes"));
    }

    private static IndicatorEngine fed(int assets, long minutes) {
        IndicatorEngine engine = CatalogueBenchmark.engine((asset, instant, made) -> {});
        MadeMarket market = new MadeMarket(assets, PACE, CatalogueBenchmark.START);
        long end = CatalogueBenchmark.START + minutes * MINUTE;
        MarketEvent event = market.next();
        while (event.receivedTime() < end) {
            engine.accept(event);
            event = market.next();
        }
        engine.finish();
        return engine;
    }

    private static RollingDeviation filled(int slots) {
        RollingDeviation window = new RollingDeviation(Duration.ofMinutes(1), slots);
        for (int slot = 0; slot < slots; slot++) {
            window.put(slot * MINUTE, 92_000 + slot % 100);
        }
        return window;
    }

    /** How much more there is with what {@code maker} makes than without. */
    private static long retained(Supplier<Object> maker) {
        long before = used();
        Object made = maker.get();
        long after = used();
        Reference.reachabilityFence(made);
        return after - before;
    }

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        for (int turn = 0; turn < 4; turn++) {
            System.gc();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }
}
