package io.basiswatch.collector.venue.okx;

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
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What OKX trades.
 *
 * <pre>{@code
 * {"instType":"SWAP","instId":"BTC-USD-SWAP","uly":"BTC-USD","baseCcy":"","quoteCcy":"","settleCcy":"BTC","ctVal":"100",
 *  "ctMult":"1","ctValCcy":"USD","ctType":"inverse","expTime":"","state":"live",…}
 * }</pre>
 *
 * <p>One unit of quantity is {@code ctVal × ctMult} of {@code ctValCcy}, which is the base coin for linear contracts and
 * the quote currency for inverse ones; of spot it is one coin. {@code baseCcy} is empty for derivatives: the pair stands
 * in {@code uly}. {@code expTime} is the instant of expiry in milliseconds, {@code listTime} that of the first trading.
 *
 * @see <a href="https://www.okx.com/docs-v5/en/#public-data-rest-api-get-instruments">Get instruments</a>
 */
final class OkxInstruments {
    static final Venue VENUE = Venue.of("okx");

    private static final int TYPE = 0;
    private static final int ID = 1;
    private static final int UNDERLYING = 2;
    private static final int BASE = 3;
    private static final int QUOTE = 4;
    private static final int SETTLEMENT = 5;
    private static final int SIZE = 6;
    private static final int MULTIPLIER = 7;
    private static final int SIZE_CURRENCY = 8;
    private static final int KIND = 9;
    private static final int EXPIRY = 10;
    private static final int STATE = 11;
    private static final int LISTED = 12;

    private static final long MINUTE_MILLIS = 60_000;
    private static final Set<String> TRADABLE = Set.of("live", "suspend");
    private static final Set<String> ENDED = Set.of("expired", "settling", "delisted");
    private static final Pattern PAIR = Pattern.compile("([A-Z0-9]+)-([A-Z0-9]+)");
    private static final Pattern OPTION = Pattern.compile("[^-]+-[^-]+-\\d{6}-[\\d.]+-[CP]");

    private final JsonFields row = JsonFields.of(
            "instType",
            "instId",
            "uly",
            "baseCcy",
            "quoteCcy",
            "settleCcy",
            "ctVal",
            "ctMult",
            "ctValCcy",
            "ctType",
            "expTime",
            "state",
            "listTime");
    private final SymbolTable symbols;
    private final List<Terms> listed = new ArrayList<>();
    private final List<String> ended = new ArrayList<>();
    private final List<String> ignored = new ArrayList<>();

    OkxInstruments(Predicate<String> assets) {
        this.symbols = new SymbolTable(assets, OkxInstruments::meaning);
    }

    /**
     * What a symbol stands for without metadata: a spot pair says all, and the sizes of the two oldest swaps are
     * published constants (0.01 BTC and 100 USD). Sizes of other swaps and expiries of dated futures are not guessed.
     */
    private static Meaning meaning(String symbol) {
        Matcher pair = PAIR.matcher(symbol);
        if (pair.matches()) {
            return new Meaning.Known(new Terms(Instrument.spot(VENUE, pair.group(1), pair.group(2)), symbol, 1));
        }
        return switch (symbol) {
            case "BTC-USDT-SWAP" ->
                new Meaning.Known(new Terms(Instrument.perpetual(VENUE, "BTC", "USDT"), symbol, 0.01));
            case "BTC-USD-SWAP" -> new Meaning.Known(new Terms(Instrument.perpetual(VENUE, "BTC", "USD"), symbol, 100));
            default -> OPTION.matcher(symbol).matches() ? Meaning.UNUSED : Meaning.UNKNOWN;
        };
    }

    Optional<Terms> find(String symbol, FrameEvents events) {
        return symbols.find(symbol, events);
    }

    /** The index of a pair such as {@code BTC-USDT}, where somebody wants it. */
    Optional<Instrument> index(String pair) {
        Matcher parts = PAIR.matcher(pair);
        return parts.matches() && symbols.wants(parts.group(1), parts.group(2), Contract.INDEX)
                ? Optional.of(Instrument.of(VENUE, parts.group(1), parts.group(2), Contract.INDEX))
                : Optional.empty();
    }

    /** Reads the rows that {@code cursor} is at; they change nothing before {@link #apply}. */
    void read(JsonCursor cursor) {
        listed.clear();
        ended.clear();
        ignored.clear();
        cursor.beginArray();
        while (cursor.nextElement()) {
            row.clear().read(cursor);
            String symbol = row.code(ID);
            String state = row.hasValue(STATE) ? row.code(STATE) : "live";
            Optional<Terms> terms = TRADABLE.contains(state) ? terms(symbol) : Optional.empty();
            terms.ifPresentOrElse(listed::add, () -> (ENDED.contains(state) ? ended : ignored).add(symbol));
        }
    }

    /**
     * Takes over what was read. An answer without a row is not believed: OKX always trades something, and an error must not
     * delist it.
     *
     * @param question the address whose whole answer this is; blank where these are single changes
     */
    void apply(String question, FrameEvents events) {
        ignored.forEach(symbols::ignore);
        ended.forEach(symbol -> symbols.delist(symbol, events));
        boolean isEmpty = listed.isEmpty() && ended.isEmpty() && ignored.isEmpty();
        symbols.listAll(isEmpty ? "" : question, listed, events);
    }

    /** Empty for what nobody asked for and for kinds that we do not follow. */
    private Optional<Terms> terms(String symbol) {
        Optional<Contract> contract = contract(row.code(TYPE));
        if (contract.isEmpty()) {
            return Optional.empty();
        }
        boolean spot = contract.get() instanceof Contract.Spot;
        String[] pair = spot
                ? new String[] {row.string(BASE), row.string(QUOTE)}
                : row.string(UNDERLYING).split("-", -1);
        if (pair.length != 2 || !symbols.wants(pair[0], pair[1], contract.get())) {
            return Optional.empty();
        }
        if (spot) {
            return Optional.of(new Terms(Instrument.spot(VENUE, pair[0], pair[1]), symbol, 1, listedMillis()));
        }
        Instrument instrument = Instrument.of(VENUE, pair[0], pair[1], row.code(SETTLEMENT), contract.get());
        String unit = instrument.isInverse() ? pair[1] : pair[0];
        boolean consistent = row.code(SIZE_CURRENCY).equals(unit)
                && row.code(KIND).equals(instrument.isInverse() ? "inverse" : "linear");
        return consistent
                ? Optional.of(new Terms(instrument, symbol, contractSize(), listedMillis()))
                : Optional.empty();
    }

    private double contractSize() {
        return row.quotedDecimal(SIZE) * (row.hasValue(MULTIPLIER) ? row.quotedDecimal(MULTIPLIER) : 1);
    }

    private long listedMillis() {
        return row.hasValue(LISTED) ? row.quotedWhole(LISTED) : Terms.NOT_TOLD;
    }

    private Optional<Contract> contract(String type) {
        return switch (type) {
            case "SPOT" -> Optional.of(Contract.SPOT);
            case "SWAP" -> Optional.of(Contract.PERPETUAL);
            case "FUTURES" -> expiry().map(Contract.Future::new);
            default -> Optional.empty();
        };
    }

    private Optional<Instant> expiry() {
        if (!row.hasValue(EXPIRY)) {
            return Optional.empty();
        }
        long millis = row.quotedWhole(EXPIRY);
        return millis % MINUTE_MILLIS == 0 ? Optional.of(Instant.ofEpochMilli(millis)) : Optional.empty();
    }
}
