package io.basiswatch.local.replay;

import io.basiswatch.collector.feed.Stablecoins;
import io.basiswatch.indicator.EngineConfig;
import io.basiswatch.indicator.EngineCounts;
import io.basiswatch.indicator.IndicatorEngine;
import io.basiswatch.indicator.Indicators;
import io.basiswatch.indicator.ValueSink;
import io.basiswatch.model.Candle;
import io.basiswatch.model.ClockTick;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Stamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * The engines of all partitions of a log that is not there: each sees its own assets, what every partition gets, and the
 * seconds that pass. How assets are spread over partitions changes no value.
 *
 * <p>A partition is told of the seconds when its first event comes, and of all of them then: most partitions never get one,
 * and years of history hold many seconds.
 */
final class Engines {
    private static final int PARTITIONS = 12;
    private static final String CLOCK = "CLOCK";

    private final List<Partition> partitions = new ArrayList<>();
    private long[] seconds = new long[1 << 12];
    private int passed;

    /** One engine, and how many of the seconds it has been told. */
    private static final class Partition {
        private final IndicatorEngine engine;
        private int told;
        private boolean used;

        private Partition(IndicatorEngine engine) {
            this.engine = engine;
        }
    }

    Engines(ValueSink sink) {
        for (int i = 0; i < PARTITIONS; i++) {
            int partition = i;
            partitions.add(new Partition(new IndicatorEngine(
                    Indicators.all(), EngineConfig.defaults(), asset -> partition(asset) == partition, sink)));
        }
    }

    private static int partition(String asset) {
        return Math.floorMod(asset.hashCode(), PARTITIONS);
    }

    void accept(MarketEvent event) {
        if (!(event instanceof Candle)) {
            // A candle is of the past and answered at once: no second of the present is worth computing for it.
            pass(event.receivedTime());
        }
        if (event instanceof InstrumentEvent news && Stablecoins.isReference(news.instrument())) {
            partitions.forEach(partition -> accept(event, partition));
        } else {
            accept(event, partitions.get(partition(event.asset())));
        }
    }

    private void accept(MarketEvent event, Partition partition) {
        if (!partition.used) {
            partition.used = true;
            tell(partition);
        }
        partition.engine.accept(event);
    }

    /** Lets time pass up to {@code micros}: quiet partitions move on as well. */
    void pass(long micros) {
        long current = Resolution.SECOND.floor(micros);
        if (passed == 0 || current > seconds[passed - 1]) {
            if (passed == seconds.length) {
                seconds = Arrays.copyOf(seconds, 2 * passed);
            }
            seconds[passed++] = current;
            partitions.stream().filter(partition -> partition.used).forEach(this::tell);
        }
    }

    private void tell(Partition partition) {
        while (partition.told < passed) {
            long second = seconds[partition.told++];
            partition.engine.accept(new ClockTick(CLOCK, new Stamp(second, second, Stamp.NO_SEQUENCE, Origin.REPLAY)));
        }
    }

    void finish() {
        partitions.stream().filter(partition -> partition.used).forEach(partition -> partition.engine.finish());
    }

    long sum(ToLongFunction<EngineCounts> count) {
        return partitions.stream()
                .mapToLong(partition -> count.applyAsLong(partition.engine.counts()))
                .sum();
    }
}
