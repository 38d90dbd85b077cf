package io.basiswatch.indicator;

import io.basiswatch.model.Candle;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.Stamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Daily candles told to an engine, and the newest of what it says of each day. */
public final class Days {
    private static final long DAY = Resolution.DAY.micros();
    private static final long MILLISECOND = 1_000;
    private static final long FIRST = Market.micros("2024-01-01T00:00:00Z");

    private final Market market;
    private final String asset;
    private long received = CandleBuilder.IMPORTED;

    public Days(String asset) {
        this(asset, Indicators.all());
    }

    /** Days of which these indicators alone make something. */
    Days(String asset, List<Indicator> indicators) {
        this.asset = asset;
        this.market = new Market(Market.START, indicators);
    }

    /** The time of a day counted from the first of January 2024, in microseconds. */
    public static long time(int day) {
        return FIRST + day * DAY;
    }

    /** Closes of perpetual and spot whose basis is {@code percent}. */
    public Days basis(int day, double percent) {
        close("binance-spot:" + asset + "-USDT", day, 100);
        return close("binance-usdm:" + asset + "-USDT-PERP", day, 100 + percent);
    }

    private Days close(String instrument, int day, double price) {
        return take(CandleBuilder.of(instrument)
                .open(time(day))
                .close(price)
                .received(received += MILLISECOND)
                .traded(-1, -1)
                .build());
    }

    /** A day of the perpetual whose takers' imbalance is {@code imbalance}. */
    public Days imbalance(int day, double imbalance) {
        return take(CandleBuilder.of("binance-usdm:" + asset + "-USDT-PERP")
                .open(time(day))
                .received(received += MILLISECOND)
                .traded(2, 1 + imbalance)
                .build());
    }

    /** A row of an archive. */
    public Days take(String instrument, long open, double close, OptionalDouble notional, OptionalDouble bought) {
        return take(new Candle(
                Instrument.parse(instrument),
                new Stamp(open + DAY, received += MILLISECOND, Stamp.NO_SEQUENCE, Origin.BACKFILL),
                open,
                open + DAY,
                close,
                close,
                close,
                close,
                1,
                notional,
                OptionalDouble.empty(),
                bought));
    }

    public Days take(Candle candle) {
        market.take(candle);
        return this;
    }

    /** Everything that was published of {@code series} and days, by time; of each what was published last. */
    public Map<Long, IndicatorValue> newest(String series) {
        Map<Long, IndicatorValue> newest = new TreeMap<>();
        market.values().stream()
                .filter(value -> value.resolution() == Resolution.DAY)
                .filter(value -> value.series().equals(Series.parse(series)))
                .forEach(value -> newest.put(value.time(), value));
        return newest;
    }

    /** How often a value of the day was published. */
    public int published(String series, int day) {
        List<IndicatorValue> found = new ArrayList<>();
        market.values().stream()
                .filter(value -> value.series().equals(Series.parse(series)) && value.time() == time(day))
                .forEach(found::add);
        return found.size();
    }

    /** What is known of the day in the end. */
    public IndicatorValue on(String series, int day) {
        return newest(series).get(time(day));
    }
}
