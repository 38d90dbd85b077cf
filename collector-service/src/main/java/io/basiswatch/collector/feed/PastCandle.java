package io.basiswatch.collector.feed;

import io.basiswatch.model.Candle;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.Stamp;
import java.time.Duration;
import java.util.OptionalDouble;

/**
 * One row of the candles that a venue tells over REST without saying what takers bought.
 *
 * @param instrument what was traded
 * @param openTime the start of the interval, microseconds since the epoch
 * @param interval how long it is
 * @param open in the quote currency, as are the other prices
 * @param volume in the base currency
 */
public record PastCandle(
        Instrument instrument,
        long openTime,
        Duration interval,
        double open,
        double high,
        double low,
        double close,
        double volume) {
    private static final long NANOS_PER_MICRO = 1_000;

    public PastCandle {
        if (high < Math.max(open, close) || low > Math.min(open, close)) {
            throw new FrameException("a candle of " + instrument + " whose high " + high + " and low " + low
                    + " do not hold its open " + open + " and close " + close);
        }
    }

    /** Tells it, unless its interval still runs: what it says may yet change. */
    public void tell(FrameEvents events) {
        long closeTime = openTime + interval.toNanos() / NANOS_PER_MICRO;
        if (closeTime > events.stampOnReceipt().receivedTime()) {
            return;
        }
        Stamp stamp = events.stampMicros(closeTime, Stamp.NO_SEQUENCE);
        events.add(new Candle(
                instrument,
                stamp,
                openTime,
                closeTime,
                open,
                high,
                low,
                close,
                volume,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty()));
    }
}
