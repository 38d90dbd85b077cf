package io.basiswatch.collector.venue.hyperliquid;

import io.basiswatch.collector.book.OrderBook;
import io.basiswatch.collector.feed.Codes;
import io.basiswatch.collector.feed.FrameEvents;
import io.basiswatch.collector.feed.SymbolTable;
import io.basiswatch.collector.feed.Terms;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonException;
import io.basiswatch.collector.json.JsonFields;
import io.basiswatch.collector.json.JsonKind;
import io.basiswatch.model.FundingRate;
import io.basiswatch.model.IndexPrice;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.MarkPrice;
import io.basiswatch.model.OpenInterest;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Side;
import io.basiswatch.model.Stamp;
import io.basiswatch.model.Trade;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What the market-data messages of Hyperliquid mean; the payloads stand above the methods that read them. */
final class HyperliquidMarket {
    private static final int COIN = 0;
    private static final int SIDE = 1;
    private static final int PRICE = 2;
    private static final int SIZE = 3;
    private static final int TIME = 4;
    private static final int TRADE_ID = 5;

    private static final int BBO_TIME = 1;
    private static final int BBO = 2;

    private static final int LEVEL_PRICE = 0;
    private static final int LEVEL_SIZE = 1;

    private static final int CONTEXT = 1;

    private static final int FUNDING = 0;
    private static final int OPEN_INTEREST = 1;
    private static final int MARK = 2;
    private static final int ORACLE = 3;

    /** Funding is paid every hour on the hour, at a rate per hour; no message says so. */
    static final Duration FUNDING_INTERVAL = Duration.ofHours(1);

    private static final long HOUR = 3_600_000_000L;

    private final SymbolTable symbols;
    private final FrameEvents events;
    private final JsonFields trade = JsonFields.of("coin", "side", "px", "sz", "time", "tid");
    private final JsonFields best = JsonFields.of("coin", "time", "bbo");
    private final Codes coins = new Codes();
    private final JsonFields bid = JsonFields.of("px", "sz");
    private final JsonFields ask = JsonFields.of("px", "sz");
    private final JsonFields asset = JsonFields.of("coin", "ctx");
    private final JsonFields numbers = JsonFields.of("funding", "openInterest", "markPx", "oraclePx");
    private final Set<Instrument> sendBestPrices = new HashSet<>();

    HyperliquidMarket(SymbolTable symbols, FrameEvents events) {
        this.symbols = symbols;
        this.events = events;
    }

    /**
     * {@code [{"coin":"BTC","side":"A","px":"79889.0","sz":"0.00054","time":1788658198628,"hash":"0x…",
     * "tid":226388921035269,"users":[buyer,seller]}]}.
     *
     * <p>{@code side} is the taker's: B bought, A sold. {@code tid} is unique and in no order, so it is no sequence. A
     * batch of recent trades comes after subscribing; those that were there before are left out.
     */
    void trades(JsonCursor cursor) {
        cursor.beginArray();
        while (cursor.nextElement()) {
            trade.clear().read(cursor);
            double price = trade.quotedDecimal(PRICE);
            double size = trade.quotedDecimal(SIZE);
            Side aggressor = side(coins.code(trade, SIDE));
            Stamp stamp = events.stamp(trade.whole(TIME), Stamp.NO_SEQUENCE);
            String id = trade.literal(TRADE_ID);
            symbols.find(coins.code(trade, COIN), events)
                    .ifPresent(terms -> events.add(print(terms, stamp, id, price, size, aggressor)));
        }
        cursor.end();
    }

    private static Trade print(Terms terms, Stamp stamp, String id, double venuePrice, double size, Side aggressor) {
        double price = Coins.price(terms, venuePrice);
        return new Trade(terms.instrument(), stamp, id, price, terms.base(size, price), venuePrice * size, aggressor);
    }

    private static Side side(String code) {
        return switch (code) {
            case "B" -> Side.BUY;
            case "A" -> Side.SELL;
            default -> throw new JsonException("a side is A or B, not '" + code + "'");
        };
    }

    /**
     * {@code {"coin":"BTC","time":1788658262104,"bbo":[{"px":"79889.0","sz":"7.34976","n":21},{"px":"79890.0","sz":
     * "4.16384","n":20}]}}: bid, then ask; null where that side is empty, and then it is no quote.
     */
    void bestPrices(JsonCursor cursor) {
        best.clear().read(cursor);
        cursor.end();
        if (!best.is(BBO, JsonKind.ARRAY)) {
            throw new JsonException("no prices of " + best.code(COIN));
        }
        cursor.reset(best.text(), best.start(BBO), best.end(BBO));
        cursor.beginArray();
        boolean bidden = level(cursor, bid);
        boolean asked = level(cursor, ask);
        if (cursor.nextElement()) {
            throw new JsonException("more than two sides");
        }
        cursor.end();
        Stamp stamp = events.stamp(best.whole(BBO_TIME), Stamp.NO_SEQUENCE);
        Optional<Terms> terms = symbols.find(coins.code(best, COIN), events);
        if (bidden && asked && terms.isPresent()) {
            quote(terms.get(), stamp);
        }
    }

    private void quote(Terms terms, Stamp stamp) {
        double bidPrice = Coins.price(terms, bid.quotedDecimal(LEVEL_PRICE));
        double askPrice = Coins.price(terms, ask.quotedDecimal(LEVEL_PRICE));
        sendBestPrices.add(terms.instrument());
        events.add(new Quote(
                terms.instrument(),
                stamp,
                bidPrice,
                terms.base(bid.quotedDecimal(LEVEL_SIZE), bidPrice),
                askPrice,
                terms.base(ask.quotedDecimal(LEVEL_SIZE), askPrice)));
    }

    /** The top of a book, for a coin that sends no {@code bbo}. */
    void top(Terms terms, Optional<OrderBook> book, Stamp stamp) {
        if (!sendBestPrices.contains(terms.instrument())) {
            book.flatMap(levels -> levels.quote(terms.instrument(), stamp)).ifPresent(events::add);
        }
    }

    private static boolean level(JsonCursor cursor, JsonFields level) {
        if (!cursor.nextElement()) {
            throw new JsonException("a side is missing");
        }
        if (cursor.kind() == JsonKind.NULL) {
            cursor.skip();
            return false;
        }
        level.clear().read(cursor);
        return true;
    }

    /** {@code {"coin":"BTC","ctx":{…}}}. */
    void context(JsonCursor cursor) {
        asset.clear().read(cursor);
        cursor.end();
        String name = coins.code(asset, COIN);
        if (!asset.is(CONTEXT, JsonKind.OBJECT)) {
            throw new JsonException("no context of " + name);
        }
        cursor.reset(asset.text(), asset.start(CONTEXT), asset.end(CONTEXT));
        context(name, cursor);
    }

    /**
     * {@code {"funding":"0.0000125","openInterest":"35409.41702","oraclePx":"79922.0","markPx":"79890.0",…}}: the running
     * hour's rate, what is open in units of the coin, the index and the mark.
     *
     * <p>It carries no time, so everything in it is stamped on receipt, and funding is due at the next full hour.
     */
    void context(String name, JsonCursor cursor) {
        numbers.clear().read(cursor);
        Optional<Terms> found =
                symbols.find(name, events).filter(terms -> terms.instrument().isPerpetual());
        if (found.isEmpty()) {
            return;
        }
        Terms terms = found.get();
        Instrument instrument = terms.instrument();
        Stamp stamp = events.stampOnReceipt();
        if (numbers.hasValue(MARK)) {
            double mark = Coins.price(terms, numbers.quotedDecimal(MARK));
            events.add(new MarkPrice(instrument, stamp, mark));
            if (numbers.hasValue(OPEN_INTEREST)) {
                double open = numbers.quotedDecimal(OPEN_INTEREST);
                events.add(new OpenInterest(instrument, stamp, terms.base(open, mark), terms.notional(open, mark)));
            }
        }
        if (numbers.hasValue(ORACLE)) {
            double oracle = Coins.price(terms, numbers.quotedDecimal(ORACLE));
            events.add(new IndexPrice(Coins.index(instrument), stamp, oracle));
        }
        if (numbers.hasValue(FUNDING)) {
            double rate = numbers.quotedDecimal(FUNDING);
            long due = (stamp.receivedTime() / HOUR + 1) * HOUR;
            events.add(new FundingRate(
                    instrument, stamp, FundingRate.Kind.PREDICTED, rate, Optional.of(FUNDING_INTERVAL), due));
        }
    }
}
