package io.basiswatch.collector.venue.coinbase;

import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.Terms;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonException;
import io.basiswatch.collector.json.JsonFields;
import io.basiswatch.model.Candle;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Stamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What was, as either REST interface answers it, always the newest first; told is the oldest first. The address says of which
 * product.
 *
 * <pre>{@code
 * Advanced: {"candles":[{"start":"1639508050","low":"140.21","high":"141","open":"140.5","close":"140.9","volume":"56.4"}]}
 *           {"trades":[{"trade_id":"22350501","product_id":"BTC-USD","price":"140.91","size":"4",
 *            "time":"2021-05-31T09:59:59.123456Z","side":"BUY"}],"best_bid":"291.13","best_ask":"292.40"}
 * Exchange: [[1415398768,0.32,4.2,0.35,4.2,12.3],…]: start in seconds, LOW, HIGH, open, close, volume
 *           [{"trade_id":74,"side":"sell","size":"0.01","price":"10","time":"2014-11-07T22:19:28.578544Z"}]
 * }</pre>
 *
 * <p>{@code side} is the maker's, as in the streams. A candle whose interval still runs is left out.
 */
final class CoinbaseHistory {
    private static final Pattern ASKED = Pattern.compile("/products/([A-Z0-9-]+)/(candles|ticker|trades)(?:\\?(.*))?$");
    private static final Pattern GRANULARITY = Pattern.compile("(?:^|&)granularity=([A-Z0-9_]+)");

    private static final int START = 0;
    private static final int LOW = 1;
    private static final int HIGH = 2;
    private static final int OPEN = 3;
    private static final int CLOSE = 4;
    private static final int VOLUME = 5;
    private static final long SECOND = 1_000_000;

    private final JsonFields candle = JsonFields.of("start", "low", "high", "open", "close", "volume");
    private final JsonFields trade = CoinbaseFields.create();
    private final double[] row = new double[VOLUME + 1];
    private final List<MarketEvent> newestFirst = new ArrayList<>();
    private final Products products;
    private final CoinbaseEvents events;

    CoinbaseHistory(Products products, CoinbaseEvents events) {
        this.products = products;
        this.events = events;
    }

    /**
     * What was asked of a product.
     *
     * @param what {@code candles}, {@code ticker} or {@code trades}
     * @param query of the address; empty where it has none
     */
    private record Asked(Product product, String what, String query) {
        boolean candles() {
            return what.equals("candles");
        }

        Optional<CoinbasePast.Interval> interval() {
            Matcher granularity = GRANULARITY.matcher(query);
            return granularity.find() ? CoinbasePast.Interval.named(granularity.group(1)) : Optional.empty();
        }
    }

    private Optional<Asked> asked(String address) {
        Matcher asked = ASKED.matcher(address);
        return asked.find()
                ? Optional.of(new Asked(
                        products.find(asked.group(1)),
                        asked.group(2),
                        Optional.ofNullable(asked.group(3)).orElse("")))
                : Optional.empty();
    }

    /** The word for an answer that is an array, or for one without products; empty where it is none of the past. */
    Optional<String> word(String address) {
        return asked(address).map(asked -> asked.candles() ? "REST candles" : "REST trades");
    }

    /** Reads the array of rows of an answer. */
    void read(JsonCursor rows, Frame frame, Consumer<MarketEvent> out) {
        Asked asked = asked(frame.address()).orElseThrow(() -> new JsonException("rows of no known question"));
        newestFirst.clear();
        rows.beginArray();
        while (rows.nextElement()) {
            if (asked.candles()) {
                candle(rows, asked, frame);
            } else {
                trade.clear().read(rows);
                long id = Long.parseLong(trade.literal(CoinbaseFields.TRADE_ID));
                events.trade(frame, trade, asked.product(), id, newestFirst::add);
            }
        }
        newestFirst.reversed().forEach(out);
    }

    private void candle(JsonCursor rows, Asked asked, Frame frame) {
        switch (rows.kind()) {
            case ARRAY -> array(rows);
            case OBJECT -> {
                candle.clear().read(rows);
                for (int i = START; i <= VOLUME; i++) {
                    row[i] = candle.decimal(i);
                }
            }
            default -> throw new JsonException("no candle");
        }
        Optional<Terms> terms = asked.product().terms();
        Optional<CoinbasePast.Interval> interval = asked.interval();
        if (terms.isPresent() && interval.isPresent()) {
            long open = (long) row[START] * SECOND;
            closed(terms.get(), open, open + interval.get().micros(), frame).ifPresent(newestFirst::add);
        }
    }

    private void array(JsonCursor rows) {
        int read = 0;
        rows.beginArray();
        while (rows.nextElement()) {
            if (read <= VOLUME) {
                row[read++] = rows.decimal();
            } else {
                rows.skip();
            }
        }
        if (read <= VOLUME) {
            throw new JsonException("a candle of " + read + " values");
        }
    }

    private Optional<Candle> closed(Terms terms, long open, long close, Frame frame) {
        return close > frame.receivedTime()
                ? Optional.empty()
                : Optional.of(new Candle(
                        terms.instrument(),
                        new Stamp(close, frame.receivedTime(), Stamp.NO_SEQUENCE, frame.origin()),
                        open,
                        close,
                        row[OPEN],
                        row[HIGH],
                        row[LOW],
                        row[CLOSE],
                        terms.base(row[VOLUME], row[CLOSE]),
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        OptionalDouble.empty()));
    }
}
