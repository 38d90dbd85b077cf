package io.basiswatch.collector.venue.bitmex;

import io.basiswatch.collector.feed.FrameEvents;
import io.basiswatch.collector.feed.SymbolTable;
import io.basiswatch.collector.feed.SymbolTable.Meaning;
import io.basiswatch.collector.feed.Terms;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonFields;
import io.basiswatch.model.Contract;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.Venue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/**
 * What BitMEX trades, and how much a contract is.
 *
 * <ul>
 *   <li>inverse: {@code multiplier / underlyingToSettleMultiplier} of the quote currency (XBTUSD: 1 dollar);
 *   <li>linear and spot: {@code 1 / underlyingToPositionMultiplier} of the base currency;
 *   <li>quanto: no constant amount, see {@link QuantoSizes}.
 * </ul>
 *
 * @see <a href="https://www.bitmex.com/app/contract/XBTUSD">Contract guides</a>
 */
final class BitmexInstruments {
    static final Venue VENUE = Venue.of("bitmex");

    private static final long MINUTE_MILLIS = 60_000;
    private static final Terms XBTUSD = new Terms(Instrument.perpetual(VENUE, "BTC", "USD"), "XBTUSD", 1);

    private final JsonFields row = InstrumentFields.create();
    private final QuantoSizes quantos = new QuantoSizes();
    private final SymbolTable symbols;
    private int version;

    BitmexInstruments(Predicate<String> assets) {
        this.symbols = new SymbolTable(assets, BitmexInstruments::meaning);
    }

    /**
     * Without metadata only the oldest perpetual is known: 1 dollar, paid in bitcoin. The name of any other contract says
     * neither what it is paid in nor when it expires. Names with a dot are indices.
     */
    private static Meaning meaning(String symbol) {
        if (symbol.equals(XBTUSD.symbol())) {
            return new Meaning.Known(XBTUSD);
        }
        return symbol.startsWith(".") ? Meaning.UNUSED : Meaning.UNKNOWN;
    }

    Optional<Terms> find(String symbol, FrameEvents events) {
        return symbols.find(symbol, events);
    }

    /**
     * Reads rows that say everything of their instruments.
     *
     * @param question the address whose whole answer this is; blank where it is a part
     */
    void read(JsonCursor cursor, String question, FrameEvents events) {
        version++;
        List<Terms> listed = new ArrayList<>();
        List<String> ended = new ArrayList<>();
        List<String> ignored = new ArrayList<>();
        cursor.beginArray();
        while (cursor.nextElement()) {
            row.clear().read(cursor);
            String symbol = row.code(InstrumentFields.SYMBOL);
            Optional<Terms> terms = terms(symbol, events);
            boolean open = row.code(InstrumentFields.STATE).equals("Open");
            if (terms.isPresent() && open) {
                listed.add(terms.get());
            } else {
                (terms.isPresent() ? ended : ignored).add(symbol);
            }
        }
        ignored.forEach(symbols::ignore);
        ended.forEach(symbol -> symbols.delist(symbol, events));
        symbols.listAll(question, listed, events);
    }

    /** Counts the times at which terms may have changed. */
    int version() {
        return version;
    }

    /** Whether a contract is paid in neither of the currencies that it is about. */
    static boolean isQuanto(Instrument instrument) {
        boolean isDerivative = !instrument.isSpot() && !instrument.contract().equals(Contract.INDEX);
        return isDerivative
                && !instrument.isInverse()
                && !instrument.settlement().equals(instrument.quote());
    }

    /** Whether the size in the terms holds at this time of receipt. */
    boolean hasSize(Terms terms, long receivedTime) {
        return !isQuanto(terms.instrument()) || quantos.isKnown(terms.symbol(), receivedTime);
    }

    void delist(String symbol, FrameEvents events) {
        version++;
        symbols.delist(symbol, events);
    }

    /** Reads rows that left the table: {@code {"symbol":"XBTM21"}}. */
    void gone(JsonCursor cursor, FrameEvents events) {
        List<String> ended = new ArrayList<>();
        cursor.beginArray();
        while (cursor.nextElement()) {
            row.clear().read(cursor);
            ended.add(row.code(InstrumentFields.SYMBOL));
        }
        ended.forEach(symbol -> delist(symbol, events));
    }

    /** Empty for what nobody asked for and for kinds that we do not follow. */
    private Optional<Terms> terms(String symbol, FrameEvents events) {
        Optional<Contract> contract = contract();
        if (contract.isEmpty() || !row.hasValue(InstrumentFields.UNDERLYING) || !row.hasValue(InstrumentFields.QUOTE)) {
            return Optional.empty();
        }
        String base = currency(row.string(InstrumentFields.UNDERLYING));
        String quote = currency(row.string(InstrumentFields.QUOTE));
        if (!symbols.wants(base, quote, contract.get())) {
            return Optional.empty();
        }
        boolean isSpot = contract.get() instanceof Contract.Spot;
        if (!isSpot && !row.hasValue(InstrumentFields.SETTLEMENT)) {
            return Optional.empty();
        }
        Instrument instrument = isSpot
                ? Instrument.spot(VENUE, base, quote)
                : Instrument.of(VENUE, base, quote, currency(row.string(InstrumentFields.SETTLEMENT)), contract.get());
        OptionalDouble size = size(instrument, symbol, events);
        if (size.isEmpty()) {
            events.unknown();
            return Optional.empty();
        }
        // A quanto's size is that of now.
        boolean isOld = row.hasValue(InstrumentFields.LISTING) && !isQuanto(instrument);
        long listed = isOld ? IsoTimes.millis(row, InstrumentFields.LISTING) : Terms.NOT_TOLD;
        return Optional.of(new Terms(instrument, symbol, size.getAsDouble(), listed));
    }

    /**
     * One contract in the unit of {@link Terms#contractSize}; empty where the row contradicts itself: an inverse contract
     * has a negative multiplier and is paid in its base currency, a quanto is paid in neither of its two.
     */
    private OptionalDouble size(Instrument instrument, String symbol, FrameEvents events) {
        double multiplier = row.hasValue(InstrumentFields.MULTIPLIER) ? row.decimal(InstrumentFields.MULTIPLIER) : 0;
        boolean isInverse = row.bool(InstrumentFields.INVERSE);
        boolean isSound = isInverse == instrument.isInverse()
                && isInverse == multiplier < 0
                && row.bool(InstrumentFields.QUANTO) == isQuanto(instrument);
        if (!isSound) {
            return OptionalDouble.empty();
        }
        if (isInverse) {
            return quotient(multiplier, InstrumentFields.UNDERLYING_TO_SETTLE);
        }
        if (isQuanto(instrument)) {
            quantos.listed(symbol, multiplier);
            return row.hasValue(InstrumentFields.QUOTE_TO_SETTLE)
                    ? quantos.told(
                            symbol,
                            row.decimal(InstrumentFields.QUOTE_TO_SETTLE),
                            events.stampOnReceipt().receivedTime())
                    : OptionalDouble.empty();
        }
        return quotient(1, InstrumentFields.UNDERLYING_TO_POSITION);
    }

    private OptionalDouble quotient(double above, int below) {
        double size = row.hasValue(below) ? above / row.decimal(below) : 0;
        return size > 0 && size < Double.POSITIVE_INFINITY ? OptionalDouble.of(size) : OptionalDouble.empty();
    }

    /** Takes a new exchange rate over, which is what a quanto contract's size follows. */
    Terms revised(Terms terms, double quoteToSettle, long receivedTime) {
        OptionalDouble size = quantos.told(terms.symbol(), quoteToSettle, receivedTime);
        if (size.isEmpty()) {
            return terms;
        }
        Terms revised = new Terms(terms.instrument(), terms.symbol(), size.getAsDouble());
        symbols.revise(revised);
        return revised;
    }

    /** {@code FFW…} perpetual, {@code FFC…} dated, {@code IFXXXP} spot; there are indices and options besides. */
    private Optional<Contract> contract() {
        String type = row.hasValue(InstrumentFields.TYPE) ? row.code(InstrumentFields.TYPE) : "";
        if (type.equals("IFXXXP")) {
            return Optional.of(Contract.SPOT);
        }
        if (type.startsWith("FFW") && !row.hasValue(InstrumentFields.EXPIRY)) {
            return Optional.of(Contract.PERPETUAL);
        }
        if (!type.startsWith("FFC") || !row.hasValue(InstrumentFields.EXPIRY)) {
            return Optional.empty();
        }
        long expiry = IsoTimes.millis(row, InstrumentFields.EXPIRY);
        return expiry % MINUTE_MILLIS == 0
                ? Optional.of(new Contract.Future(Instant.ofEpochMilli(expiry)))
                : Optional.empty();
    }

    /** {@code XBT} is bitcoin; settlement currencies are named by their small units, such as {@code XBt}. */
    private static String currency(String code) {
        return switch (code) {
            case "XBT", "XBt" -> "BTC";
            case "Gwei" -> "ETH";
            case "LAMp" -> "SOL";
            default -> code.toUpperCase(Locale.ROOT);
        };
    }
}
