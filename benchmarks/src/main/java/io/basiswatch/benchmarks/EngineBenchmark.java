package io.basiswatch.benchmarks;

import io.basiswatch.indicator.EngineConfig;
import io.basiswatch.indicator.IndicatorEngine;
import io.basiswatch.indicator.Indicators;
import io.basiswatch.indicator.ValueSink;
import io.basiswatch.model.MarketEvent;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * How many events one engine, on one thread, takes in a second: all indicators, every instant evaluated, every value made.
 * Each instrument has the rate that it had in the captures, so more instruments also mean more values per second.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class EngineBenchmark {
    private static final int EVENTS = 1_500_000;

    /** A whole minute, some day. */
    private static final long START = 1_700_000_040_000_000L;

    @Param("")
    String captures;

    @Param({"50", "500"})
    int instruments;

    private List<MarketEvent> events;
    private IndicatorEngine engine;

    @Setup
    public void load() {
        events = events(captures, instruments);
    }

    private static List<MarketEvent> events(String captures, int instruments) {
        List<String> assets = Crowd.assets(instruments, RealEvents.instruments(captures));
        return RealEvents.crowd(captures, assets, START, EVENTS);
    }

    /** How many values come of a thousand events: what an event costs depends on it. */
    static double valuesPerThousand(String captures, int instruments) {
        long[] count = new long[1];
        IndicatorEngine engine = engine((asset, instant, made) -> count[0] += made.size());
        events(captures, instruments).forEach(engine::accept);
        engine.finish();
        return 1_000.0 * count[0] / EVENTS;
    }

    private static IndicatorEngine engine(ValueSink sink) {
        return new IndicatorEngine(Indicators.all(), EngineConfig.defaults(), asset -> true, sink);
    }

    @Setup(Level.Invocation)
    public void start(Blackhole out) {
        engine = engine((asset, instant, made) -> out.consume(made));
    }

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public void accept() {
        for (MarketEvent event : events) {
            engine.accept(event);
        }
        engine.finish();
    }
}
