package io.basiswatch.collector.venue.bitmex;

import io.basiswatch.collector.feed.FrameEvents;
import io.basiswatch.collector.feed.Terms;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonFields;
import io.basiswatch.model.FundingRate;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.Liquidation;
import io.basiswatch.model.Side;
import io.basiswatch.model.Stamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Funding as paid, and positions that were closed by force.
 *
 * @see <a href="https://www.bitmex.com/api/explorer/#!/Funding/Funding_get">Funding</a>
 * @see <a href="https://www.bitmex.com/api/explorer/#!/Liquidation/Liquidation_get">Liquidation</a>
 */
final class BitmexPayments {
    private static final int TIME = 0;
    private static final int SYMBOL = 1;
    private static final int INTERVAL = 2;
    private static final int RATE = 3;

    private static final int FORCED_SYMBOL = 0;
    private static final int LEAVES = 1;
    private static final int SIDE = 2;
    private static final int PRICE = 3;

    private static final long MICROS_PER_MILLI = 1_000;

    private final JsonFields funding = JsonFields.of("timestamp", "symbol", "fundingInterval", "fundingRate");
    private final JsonFields liquidation = JsonFields.of("symbol", "leavesQty", "side", "price");
    private final BitmexInstruments instruments;
    private final FrameEvents events;

    BitmexPayments(BitmexInstruments instruments, FrameEvents events) {
        this.instruments = instruments;
        this.events = events;
    }

    /**
     * {@code {"timestamp":"2021-04-01T20:00:00.000Z","symbol":"XBTUSD","fundingInterval":"2000-01-01T08:00:00.000Z",
     * "fundingRate":0.000817,"fundingRateDaily":0.002451}}: as paid at that time. Asked for, the newest comes first.
     *
     * <p>Each row tells its interval; where one does not, it is measured from the payment before it.
     */
    void payments(JsonCursor cursor) {
        List<FundingRate> paid = new ArrayList<>();
        cursor.beginArray();
        while (cursor.nextElement()) {
            funding.clear().read(cursor);
            Stamp stamp = events.stamp(IsoTimes.millis(funding, TIME), Stamp.NO_SEQUENCE);
            double rate = funding.decimal(RATE);
            Optional<Duration> runs =
                    funding.hasValue(INTERVAL) ? Optional.of(IsoTimes.interval(funding, INTERVAL)) : Optional.empty();
            instruments
                    .find(funding.code(SYMBOL), events)
                    .ifPresent(terms -> paid.add(settled(terms.instrument(), stamp, rate, runs)));
        }
        paid.sort(Comparator.comparingLong(FundingRate::fundingTime));
        Map<Instrument, Long> before = new HashMap<>();
        for (FundingRate one : paid) {
            events.add(one.interval().isPresent() ? one : measured(one, before.getOrDefault(one.instrument(), 0L)));
            before.put(one.instrument(), one.fundingTime());
        }
    }

    private static FundingRate settled(Instrument instrument, Stamp stamp, double rate, Optional<Duration> runs) {
        return new FundingRate(instrument, stamp, FundingRate.Kind.SETTLED, rate, runs, stamp.eventTime());
    }

    private static FundingRate measured(FundingRate rate, long before) {
        long step = rate.fundingTime() - before;
        return before > 0 && step > 0
                ? settled(
                        rate.instrument(),
                        rate.stamp(),
                        rate.rate(),
                        Optional.of(Duration.ofMillis(step / MICROS_PER_MILLI)))
                : rate;
    }

    /**
     * {@code {"orderID":"…","symbol":"XBTUSD","side":"Sell","price":30000,"leavesQty":900}}, without a time: the forced
     * order as it enters the book. A forced sale closes a long. Updates and deletions follow as it fills, and are no news.
     */
    void liquidations(JsonCursor cursor) {
        cursor.beginArray();
        while (cursor.nextElement()) {
            liquidation.clear().read(cursor);
            double price = liquidation.decimal(PRICE);
            double contracts = liquidation.decimal(LEAVES);
            Side forced = BitmexMarkets.side(liquidation, SIDE);
            Stamp stamp = events.stampOnReceipt();
            instruments
                    .find(liquidation.code(FORCED_SYMBOL), events)
                    .filter(terms -> instruments.hasSize(terms, stamp.receivedTime()))
                    .ifPresent(terms -> events.add(closed(terms, stamp, price, contracts, forced)));
        }
    }

    private static Liquidation closed(Terms terms, Stamp stamp, double price, double contracts, Side forced) {
        return new Liquidation(
                terms.instrument(),
                stamp,
                price,
                terms.base(contracts, price),
                terms.notional(contracts, price),
                forced == Side.SELL ? Liquidation.Position.LONG : Liquidation.Position.SHORT,
                Liquidation.Completeness.COMPLETE);
    }
}
