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
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What BitMEX trades, and how much a contract is.
 *
 * <ul>
 *   <li>inverse: {@code multiplier / underlyingToSettleMultiplier} of the quote currency (XBTUSD: 1 dollar);
 *   <li>linear and spot: {@code 1 / underlyingToPositionMultiplier} of the base currency;
 *   <li>quanto: a fixed amount of bitcoin per point, so in the base currency
 *       {@code multiplier / quoteToSettleMultiplier}, which follows the price of bitcoin.
 * </ul>
 *
 * @see <a href="https://www.bitmex.com/app/contract/XBTUSD">Contract guides</a>
 */
final class BitmexInstruments {
    static final Venue VENUE = Venue.of("bitmex");

    private static final long MINUTE_MILLIS = 60_000;
    private static final Terms XBTUSD = new Terms(Instrument.perpetual(VENUE, "BTC", "USD"), "XBTUSD", 1);

    private final JsonFields row = InstrumentFields.create();
    private final Map<String, Double> quantoMultipliers = new HashMap<>();
    private final SymbolTable symbols;

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
        List<Terms> listed = new ArrayList<>();
        List<String> ended = new ArrayList<>();
        List<String> ignored = new ArrayList<>();
        cursor.beginArray();
        while (cursor.nextElement()) {
            row.clear().read(cursor);
            String symbol = row.code(InstrumentFields.SYMBOL);
            Optional<Terms> terms = terms(symbol);
            boolean open = row.code(InstrumentFields.STATE).equals("Open");
            if (terms.isPresent() && open) {
                listed.add(terms.get());
            } else {
                (terms.isPresent() ? ended : ignored).add(symbol);
            }
        }
        cursor.end();
        ignored.forEach(symbols::ignore);
        ended.forEach(symbol -> symbols.delist(symbol, events));
        symbols.listAll(question, listed, events);
    }

    /** Empty for what nobody asked for and for kinds that we do not follow. */
    private Optional<Terms> terms(String symbol) {
        Optional<Contract> contract = contract();
        if (contract.isEmpty() || !row.hasValue(InstrumentFields.UNDERLYING) || !row.hasValue(InstrumentFields.QUOTE)) {
            return Optional.empty();
        }
        String base = currency(row.string(InstrumentFields.UNDERLYING));
        String quote = currency(row.string(InstrumentFields.QUOTE));
        if (!symbols.wants(base, quote, contract.get())) {
            return Optional.empty();
        }
        if (contract.get() instanceof Contract.Spot) {
            return size(symbol).map(size -> new Terms(Instrument.spot(VENUE, base, quote), symbol, size));
        }
        if (!row.hasValue(InstrumentFields.SETTLEMENT)) {
            return Optional.empty();
        }
        String settlement = currency(row.string(InstrumentFields.SETTLEMENT));
        Instrument instrument = Instrument.of(VENUE, base, quote, settlement, contract.get());
        return instrument.isInverse() == row.bool(InstrumentFields.INVERSE)
                ? size(symbol).map(size -> new Terms(instrument, symbol, size))
                : Optional.empty();
    }

    private Optional<Double> size(String symbol) {
        if (row.bool(InstrumentFields.INVERSE)) {
            return quotient(InstrumentFields.MULTIPLIER, InstrumentFields.UNDERLYING_TO_SETTLE);
        }
        if (row.bool(InstrumentFields.QUANTO)) {
            quantoMultipliers.put(symbol, row.decimal(InstrumentFields.MULTIPLIER));
            return quotient(InstrumentFields.MULTIPLIER, InstrumentFields.QUOTE_TO_SETTLE);
        }
        return row.hasValue(InstrumentFields.UNDERLYING_TO_POSITION)
                ? Optional.of(1 / row.decimal(InstrumentFields.UNDERLYING_TO_POSITION))
                : Optional.empty();
    }

    private Optional<Double> quotient(int above, int below) {
        return row.hasValue(below) ? Optional.of(row.decimal(above) / row.decimal(below)) : Optional.empty();
    }

    /** Takes a new exchange rate over, which is what a quanto contract's size follows. */
    Terms revised(Terms terms, double quoteToSettle) {
        Double multiplier = quantoMultipliers.get(terms.symbol());
        if (multiplier == null) {
            return terms;
        }
        Terms revised = new Terms(terms.instrument(), terms.symbol(), multiplier / quoteToSettle);
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
