package io.basiswatch.benchmarks.catalogue;

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

/** How many events of a made-up market one engine, on one thread, takes in a second with all indicators. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class CatalogueBenchmark {
    static final int EVENTS = 1_000_000;

    /** A whole minute, some day. */
    static final long START = 1_700_000_040_000_000L;

    @Param({"50", "500"})
    int instruments;

    /** 1 is the mean of the captures, 4 the busiest of a hundred seconds in them. */
    @Param({"1", "4"})
    double pace;

    private List<MarketEvent> events;
    private IndicatorEngine engine;

    @Setup
    public void load() {
        events = events(instruments, pace);
    }

    static List<MarketEvent> events(int instruments, double pace) {
        return new MadeMarket(instruments / Listing.ALL.size(), pace, START).next(EVENTS);
    }

    static IndicatorEngine engine(ValueSink sink) {
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
