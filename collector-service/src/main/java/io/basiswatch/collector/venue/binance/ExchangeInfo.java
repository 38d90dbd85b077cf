package io.basiswatch.collector.venue.binance;

import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonException;
import io.basiswatch.collector.json.JsonFields;
import io.basiswatch.collector.json.JsonKind;
import io.basiswatch.model.Contract;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentDelisted;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Stamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The instruments of {@code exchangeInfo}: the only place that knows true expiries and contract sizes.
 *
 * <pre>{@code
 * {"serverTime":…,"symbols":[{"symbol":"BTCUSD_210924","pair":"BTCUSD","contractType":"CURRENT_QUARTER",
 *   "deliveryDate":1632470400000,"onboardDate":1616745600000,"contractStatus":"TRADING","contractSize":100,"marginAsset":"BTC",
 *   "baseAsset":"BTC","quoteAsset":"USD",…}]}
 * }</pre>
 *
 * <p>Spot has {@code status} and no contract fields; USD-M has {@code status}, COIN-M {@code contractStatus}. Terms hold
 * from the day on which the venue listed the contract; where they change while we look on, from then on.
 *
 * @see <a href="https://developers.binance.com/docs/derivatives/coin-margined-futures/market-data/rest-api/Exchange-Information">Exchange information</a>
 */
final class ExchangeInfo {
    private static final int SYMBOL = 0;
    private static final int STATUS = 1;
    private static final int CONTRACT_STATUS = 2;
    private static final int CONTRACT_TYPE = 3;
    private static final int DELIVERY_DATE = 4;
    private static final int CONTRACT_SIZE = 5;
    private static final int BASE = 6;
    private static final int QUOTE = 7;
    private static final int MARGIN = 8;
    private static final int ONBOARD_DATE = 9;
    private static final long MILLI = 1_000;

    /** A symbol as read, and since when it is listed, in microseconds. */
    private record Listing(Symbol symbol, long since) {}

    private final Market market;
    private final Symbols symbols;
    private final JsonFields fields = JsonFields.of(
            "symbol",
            "status",
            "contractStatus",
            "contractType",
            "deliveryDate",
            "contractSize",
            "baseAsset",
            "quoteAsset",
            "marginAsset",
            "onboardDate");

    ExchangeInfo(Market market, Symbols symbols) {
        this.market = market;
        this.symbols = symbols;
    }

    /** Reads the array of symbols that {@code cursor} is at, and takes it over when it was read to its end. */
    void read(JsonCursor cursor, Frame frame, Consumer<MarketEvent> out) {
        List<Listing> read = new ArrayList<>();
        cursor.beginArray();
        while (cursor.nextElement()) {
            fields.clear().read(cursor);
            instrument().map(this::listing).ifPresent(read::add);
        }
        read.forEach(listing -> apply(listing, frame, out));
    }

    private Listing listing(Instrument instrument) {
        boolean wanted = symbols.isWanted(instrument);
        return new Listing(
                Symbol.of(fields.string(SYMBOL), wanted, instrument, contractSize(), isTrading()), listedSince());
    }

    /** Says whether an instrument of ours is listed, or no longer is. */
    private void apply(Listing listing, Frame frame, Consumer<MarketEvent> out) {
        Symbol symbol = listing.symbol;
        Symbol before = symbols.put(symbol);
        long received = frame.receivedTime();
        if (symbol.isWanted() && symbol.isListed()) {
            boolean changed = before.isListed() && !before.terms().equals(symbol.terms());
            boolean told = listing.since > 0 && listing.since <= received;
            out.accept(symbol.terms().listed(stamp(frame, told && !changed ? listing.since : received)));
        } else if (symbol.isWanted() && before.isListed()) {
            out.accept(new InstrumentDelisted(symbol.instrument(), stamp(frame, received), symbol.name()));
        }
    }

    private static Stamp stamp(Frame frame, long eventTime) {
        return new Stamp(eventTime, frame.receivedTime(), Stamp.NO_SEQUENCE, frame.origin());
    }

    /** When the venue says that it listed the contract; 0 where it does not say. */
    private long listedSince() {
        return fields.is(ONBOARD_DATE, JsonKind.NUMBER) ? fields.whole(ONBOARD_DATE) * MILLI : 0;
    }

    private boolean isTrading() {
        int field = fields.has(CONTRACT_STATUS) ? CONTRACT_STATUS : STATUS;
        return fields.code(field).equals("TRADING");
    }

    private double contractSize() {
        double size = fields.has(CONTRACT_SIZE) ? fields.decimal(CONTRACT_SIZE) : 1;
        if (!(size > 0)) {
            throw new JsonException("contract size of " + fields.string(SYMBOL) + " is " + size);
        }
        return size;
    }

    /** Empty for what we cannot name: currencies in other scripts, and contracts of no kind or no whole-minute expiry. */
    private Optional<Instrument> instrument() {
        String base = fields.string(BASE);
        String quote = fields.string(QUOTE);
        if (!Market.isCode(base) || !Market.isCode(quote)) {
            return Optional.empty();
        }
        if (market == Market.SPOT) {
            return Optional.of(Instrument.spot(market.venue(), base, quote));
        }
        String settlement = fields.has(MARGIN) ? fields.code(MARGIN) : quote;
        return contract().map(contract -> Instrument.of(market.venue(), base, quote, settlement, contract));
    }

    private Optional<Contract> contract() {
        String type = fields.has(CONTRACT_TYPE) ? fields.string(CONTRACT_TYPE) : "";
        if (type.contains("PERPETUAL")) {
            return Optional.of(Contract.PERPETUAL);
        }
        if (type.isEmpty() || !fields.is(DELIVERY_DATE, JsonKind.NUMBER)) {
            return Optional.empty();
        }
        long delivery = fields.whole(DELIVERY_DATE);
        boolean wholeMinute = delivery > 0 && delivery % 60_000 == 0;
        return wholeMinute ? Optional.of(new Contract.Future(Instant.ofEpochMilli(delivery))) : Optional.empty();
    }
}
