package io.basiswatch.local.replay;

import io.basiswatch.collector.feed.Stablecoins;
import io.basiswatch.indicator.EngineConfig;
import io.basiswatch.indicator.EngineCounts;
import io.basiswatch.indicator.IndicatorEngine;
import io.basiswatch.indicator.Indicators;
import io.basiswatch.indicator.ValueSink;
import io.basiswatch.model.ClockTick;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Stamp;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * The engines of all partitions of a log that is not there: each sees its own assets, what every partition gets, and the
 * seconds that pass. How assets are spread over partitions changes no value.
 */
final class Engines {
    private static final int PARTITIONS = 12;
    private static final String CLOCK = "CLOCK";

    private final List<IndicatorEngine> engines = new ArrayList<>();
    private long second = Long.MIN_VALUE;

    Engines(ValueSink sink) {
        for (int i = 0; i < PARTITIONS; i++) {
            int partition = i;
            engines.add(new IndicatorEngine(
                    Indicators.all(), EngineConfig.defaults(), asset -> partition(asset) == partition, sink));
        }
    }

    private static int partition(String asset) {
        return Math.floorMod(asset.hashCode(), PARTITIONS);
    }

    void accept(MarketEvent event) {
        pass(event.receivedTime());
        if (event instanceof InstrumentEvent news && Stablecoins.isReference(news.instrument())) {
            engines.forEach(engine -> engine.accept(event));
        } else {
            engines.get(partition(event.asset())).accept(event);
        }
    }

    /** Lets time pass up to {@code micros}: quiet partitions move on as well. */
    void pass(long micros) {
        long current = Resolution.SECOND.floor(micros);
        if (current > second) {
            second = current;
            Stamp stamp = new Stamp(current, current, Stamp.NO_SEQUENCE, Origin.REPLAY);
            engines.forEach(engine -> engine.accept(new ClockTick(CLOCK, stamp)));
        }
    }

    void finish() {
        engines.forEach(IndicatorEngine::finish);
    }

    long sum(ToLongFunction<EngineCounts> count) {
        return engines.stream()
                .mapToLong(engine -> count.applyAsLong(engine.counts()))
                .sum();
    }
}
