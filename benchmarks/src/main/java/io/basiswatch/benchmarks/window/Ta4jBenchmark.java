package io.basiswatch.benchmarks.window;

import io.basiswatch.indicator.window.RollingDeviation;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseBarSeriesBuilder;
import org.ta4j.core.Indicator;
import org.ta4j.core.indicators.averages.SMAIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.indicators.numeric.NumericIndicator;
import org.ta4j.core.indicators.statistics.StandardDeviationIndicator;
import org.ta4j.core.indicators.statistics.ZScoreIndicator;
import org.ta4j.core.num.DoubleNumFactory;
import org.ta4j.core.num.Num;

/**
 * Points per second of ta4j's indicators over the same prices, used as its examples do: a bar is added to the series, and the
 * indicator is asked for its value at the series' end. Its numbers are doubles here, which it is faster with than with the
 * decimals that it uses by itself.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class Ta4jBenchmark {
    /** 30 days of minutes. */
    public static final int MEAN_SLOTS = 43_200;
    /** 90 days of minutes. */
    public static final int SCORE_SLOTS = 129_600;

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int CHECKED = 1_000;

    @Param({"mean", "score"})
    String indicator;

    /** Whether the series forgets the bars that the indicator does not look at any more, or keeps everything. */
    @Param({"window", "all"})
    String history;

    private final Prices prices = new Prices();
    private BarSeries series;
    private Instant time;
    private Indicator<Num> asked;

    @Setup(Level.Iteration)
    public void fill() {
        int slots = indicator.equals("mean") ? MEAN_SLOTS : SCORE_SLOTS;
        time = Instant.EPOCH;
        BaseBarSeriesBuilder builder = new BaseBarSeriesBuilder().withNumFactory(DoubleNumFactory.getInstance());
        series = history.equals("window") ? builder.withMaxBarCount(slots + 1).build() : builder.build();
        ClosePriceIndicator close = new ClosePriceIndicator(series);
        asked = indicator.equals("mean") ? new SMAIndicator(close, slots) : score(close, slots);
        while (series.getBarCount() < slots) {
            add(prices.next());
        }
    }

    private static Indicator<Num> score(ClosePriceIndicator close, int slots) {
        return new ZScoreIndicator(
                NumericIndicator.of(close).minus(new SMAIndicator(close, slots)),
                StandardDeviationIndicator.ofSample(close, slots));
    }

    @Setup(Level.Trial)
    public void checkThatBothComputeTheSame() {
        time = Instant.EPOCH;
        series = new BaseBarSeriesBuilder()
                .withNumFactory(DoubleNumFactory.getInstance())
                .build();
        Indicator<Num> theirs = score(new ClosePriceIndicator(series), CHECKED);
        RollingDeviation ours = new RollingDeviation(MINUTE, CHECKED);
        double price = 0;
        for (int i = 0; i < 2 * CHECKED; i++) {
            price = prices.next();
            add(price);
            ours.put(i * 60_000_000L, price);
        }
        double expected = ours.sampleScore(price).orElseThrow();
        double found = theirs.getValue(series.getEndIndex()).doubleValue();
        if (!(Math.abs(found - expected) < 1e-6)) {
            throw new IllegalStateException("ta4j computes something else: " + found + ", not " + expected);
        }
    }

    private void add(double price) {
        time = time.plus(MINUTE);
        series.barBuilder().timePeriod(MINUTE).endTime(time).closePrice(price).add();
    }

    @Benchmark
    public double next() {
        add(prices.next());
        return asked.getValue(series.getEndIndex()).doubleValue();
    }
}
