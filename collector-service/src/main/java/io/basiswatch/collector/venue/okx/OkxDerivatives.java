package io.basiswatch.collector.venue.okx;

import io.basiswatch.collector.feed.FrameEvents;
import io.basiswatch.collector.feed.Terms;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonException;
import io.basiswatch.collector.json.JsonFields;
import io.basiswatch.collector.json.JsonKind;
import io.basiswatch.model.IndexPrice;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.Liquidation;
import io.basiswatch.model.MarkPrice;
import io.basiswatch.model.OpenInterest;
import io.basiswatch.model.Stamp;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What OKX says of perpetuals and dated futures besides their trades and quotes. Times are milliseconds as text. */
final class OkxDerivatives {
    private static final int ID = 0;
    private static final int TIME = 1;
    private static final int PRICE = 2;

    private static final int CONTRACTS = 2;
    private static final int COINS = 3;
    private static final int DOLLARS = 4;

    private static final int DETAILS = 1;
    private static final int BANKRUPTCY_PRICE = 0;
    private static final int SIZE = 1;
    private static final int ORDER_SIDE = 2;
    private static final int DETAIL_TIME = 3;

    private final JsonFields mark = JsonFields.of("instId", "ts", "markPx");
    private final JsonFields index = JsonFields.of("instId", "ts", "idxPx");
    private final JsonFields interest = JsonFields.of("instId", "ts", "oi", "oiCcy", "oiUsd");
    private final JsonFields liquidation = JsonFields.of("instId", "details");
    private final JsonFields detail = JsonFields.of("bkPx", "sz", "side", "ts");
    private final JsonCursor details = new JsonCursor();
    private final Map<Instrument, Double> marks = new HashMap<>();
    private final OkxInstruments instruments;
    private final FrameEvents events;

    OkxDerivatives(OkxInstruments instruments, FrameEvents events) {
        this.instruments = instruments;
        this.events = events;
    }

    /** {@code {"instType":"SWAP","instId":"BTC-USDT-SWAP","markPx":"31806.6","ts":"1597026383085"}}. */
    void markPrices(JsonCursor cursor) {
        cursor.beginArray();
        while (cursor.nextElement()) {
            mark.clear().read(cursor);
            double price = mark.quotedDecimal(PRICE);
            Stamp stamp = events.stamp(mark.quotedWhole(TIME), Stamp.NO_SEQUENCE);
            derivative(mark.code(ID)).map(Terms::instrument).ifPresent(instrument -> {
                events.add(new MarkPrice(instrument, stamp, price));
                marks.put(instrument, price);
            });
        }
    }

    /** Spot pairs that can be traded on margin have mark prices and liquidations too; those are not ours. */
    private Optional<Terms> derivative(String symbol) {
        return instruments
                .find(symbol, events)
                .filter(terms -> !terms.instrument().isSpot());
    }

    /** {@code {"instId":"BTC-USDT","idxPx":"43350",…,"ts":"1649419644492"}}. */
    void indexPrices(JsonCursor cursor) {
        cursor.beginArray();
        while (cursor.nextElement()) {
            index.clear().read(cursor);
            double price = index.quotedDecimal(PRICE);
            Stamp stamp = events.stamp(index.quotedWhole(TIME), Stamp.NO_SEQUENCE);
            instruments
                    .index(index.code(ID))
                    .ifPresent(instrument -> events.add(new IndexPrice(instrument, stamp, price)));
        }
    }

    /**
     * {@code {"instId":"BTC-USD-SWAP","instType":"SWAP","oi":"4092973","oiCcy":"13840.04","oiUsd":"409297300",
     * "ts":"1654348683853"}}: contracts, coins, dollars.
     *
     * <p>The notional is the face value for inverse contracts; for linear ones {@code oiUsd}, or before that was sent the
     * coins at the last mark price. Without either the row cannot be valued and is not used.
     */
    void openInterest(JsonCursor cursor) {
        cursor.beginArray();
        while (cursor.nextElement()) {
            interest.clear().read(cursor);
            double contracts = interest.quotedDecimal(CONTRACTS);
            double coins = interest.quotedDecimal(COINS);
            Stamp stamp = events.stamp(interest.quotedWhole(TIME), Stamp.NO_SEQUENCE);
            Optional<Terms> terms = derivative(interest.code(ID));
            if (terms.isPresent()) {
                Instrument instrument = terms.get().instrument();
                Double mark = marks.get(instrument);
                if (instrument.isInverse()) {
                    events.add(new OpenInterest(
                            instrument, stamp, coins, contracts * terms.get().contractSize()));
                } else if (interest.hasValue(DOLLARS)) {
                    events.add(new OpenInterest(instrument, stamp, coins, interest.quotedDecimal(DOLLARS)));
                } else if (mark != null) {
                    events.add(new OpenInterest(instrument, stamp, coins, coins * mark));
                }
            }
        }
    }

    /**
     * {@code {"details":[{"bkPx":"0.007831","posSide":"short","side":"buy","sz":"13","ts":"1692266434010"}],
     * "instId":"IOST-USDT-SWAP",…}}.
     *
     * <p>{@code side} is the forced order's: a forced buy closes a short. At most one order per second and contract is
     * sent, so sums are lower bounds. The price is the bankruptcy price and not a fill.
     */
    void liquidations(JsonCursor cursor) {
        cursor.beginArray();
        while (cursor.nextElement()) {
            liquidation.clear().read(cursor);
            Optional<Terms> terms = derivative(liquidation.code(ID));
            if (!liquidation.is(DETAILS, JsonKind.ARRAY)) {
                throw new JsonException("a liquidation without details");
            }
            details.reset(liquidation.text(), liquidation.start(DETAILS), liquidation.end(DETAILS));
            details.beginArray();
            while (details.nextElement()) {
                detail.clear().read(details);
                forcedOrder(terms);
            }
        }
    }

    private void forcedOrder(Optional<Terms> terms) {
        double price = detail.quotedDecimal(BANKRUPTCY_PRICE);
        double size = detail.quotedDecimal(SIZE);
        Stamp stamp = events.stamp(detail.quotedWhole(DETAIL_TIME), Stamp.NO_SEQUENCE);
        Liquidation.Position closed = switch (detail.code(ORDER_SIDE)) {
            case "sell" -> Liquidation.Position.LONG;
            case "buy" -> Liquidation.Position.SHORT;
            default -> throw new JsonException("neither buy nor sell: " + detail.code(ORDER_SIDE));
        };
        terms.ifPresent(known -> events.add(new Liquidation(
                known.instrument(),
                stamp,
                price,
                known.base(size, price),
                known.notional(size, price),
                closed,
                Liquidation.Completeness.LOWER_BOUND)));
    }
}
