package io.basiswatch.indicator;

import io.basiswatch.model.Candle;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Stamp;
import java.util.OptionalDouble;

/**
 * Candles for tests: of a day from {@link Market#START} on unless it is said otherwise, received long after.
 *
 * @param instrument of what
 * @param open the start of the interval, microseconds
 * @param length of the interval, microseconds
 * @param received when, microseconds
 * @param close the last price
 * @param notional everything that was traded, in the quote currency; negative where nobody tells
 * @param bought what takers bought of it; negative where nobody tells
 */
public record CandleBuilder(
        String instrument, long open, long length, long received, double close, double notional, double bought) {
    public static final long IMPORTED = Market.micros("2026-11-01T10:00:00Z");

    public static CandleBuilder of(String instrument) {
        return new CandleBuilder(instrument, Market.START, Resolution.DAY.micros(), IMPORTED, 100, 1_000, 600);
    }

    public CandleBuilder open(long time) {
        return new CandleBuilder(instrument, time, length, received, close, notional, bought);
    }

    public CandleBuilder length(long micros) {
        return new CandleBuilder(instrument, open, micros, received, close, notional, bought);
    }

    public CandleBuilder received(long time) {
        return new CandleBuilder(instrument, open, length, time, close, notional, bought);
    }

    public CandleBuilder close(double price) {
        return new CandleBuilder(instrument, open, length, received, price, notional, bought);
    }

    public CandleBuilder traded(double all, double ofTakersWhoBought) {
        return new CandleBuilder(instrument, open, length, received, close, all, ofTakersWhoBought);
    }

    public Candle build() {
        return new Candle(
                Instrument.parse(instrument),
                new Stamp(open + length, received, Stamp.NO_SEQUENCE, Origin.BACKFILL),
                open,
                open + length,
                close,
                close,
                close,
                close,
                10,
                told(notional),
                OptionalDouble.empty(),
                told(bought));
    }

    private static OptionalDouble told(double number) {
        return number < 0 ? OptionalDouble.empty() : OptionalDouble.of(number);
    }
}
