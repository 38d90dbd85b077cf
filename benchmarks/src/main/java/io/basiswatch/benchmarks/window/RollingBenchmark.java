package io.basiswatch.benchmarks.window;

import io.basiswatch.indicator.window.RollingDeviation;
import io.basiswatch.indicator.window.RollingExtremes;
import io.basiswatch.indicator.window.RollingMean;
import io.basiswatch.indicator.window.RollingQuantile;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Points per second of our windows: a full window takes the next minute, and is asked at once. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class RollingBenchmark {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final long STEP = 60_000_000;

    @Param({"100", "10000", "43200", "129600", "1000000"})
    int slots;

    private final Prices prices = new Prices();
    private RollingMean mean;
    private RollingDeviation deviation;
    private RollingExtremes extremes;
    private RollingQuantile quantile;
    private long time;

    @Setup
    public void fill() {
        mean = new RollingMean(MINUTE, slots);
        deviation = new RollingDeviation(MINUTE, slots);
        extremes = new RollingExtremes(MINUTE, slots);
        quantile = new RollingQuantile(MINUTE, slots);
        for (int slot = 0; slot < slots; slot++) {
            double price = prices.next();
            mean.put(time, price);
            deviation.put(time, price);
            extremes.put(time, price);
            quantile.put(time, price);
            time += STEP;
        }
    }

    @Benchmark
    public double mean() {
        mean.put(time += STEP, prices.next());
        return mean.mean().orElseThrow();
    }

    @Benchmark
    public double score() {
        double price = prices.next();
        deviation.put(time += STEP, price);
        return deviation.sampleScore(price).orElseThrow();
    }

    @Benchmark
    public double extremes() {
        extremes.put(time += STEP, prices.next());
        return extremes.highest().orElseThrow() - extremes.lowest().orElseThrow();
    }

    @Benchmark
    public double quantile() {
        quantile.put(time += STEP, prices.next());
        return quantile.quantile(0.95).orElseThrow();
    }
}
