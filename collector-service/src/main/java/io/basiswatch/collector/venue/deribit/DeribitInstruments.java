package io.basiswatch.collector.venue.deribit;

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
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Deribit trades.
 *
 * <pre>{@code
 * {"kind":"future","instrument_name":"BTC-24SEP21","base_currency":"BTC","quote_currency":"USD","contract_size":10.0,
 *  "settlement_period":"month","expiration_timestamp":1632470400000,"is_active":true,…}
 * }</pre>
 *
 * <p>Newer answers add {@code settlement_currency} and {@code instrument_type} ({@code reversed} or {@code linear}); before
 * them everything quoted in USD was inverse. Amounts are not contracts: one unit of {@code amount} is one US dollar of an
 * inverse contract and one coin of everything else, whatever {@code contract_size} says. A perpetual "expires" in the year
 * 3000.
 *
 * @see <a href="https://docs.deribit.com/#public-get_instruments">public/get_instruments</a>
 */
final class DeribitInstruments {
    static final Venue VENUE = Venue.of("deribit");

    private static final int KIND = 0;
    private static final int NAME = 1;
    private static final int BASE = 2;
    private static final int QUOTE = 3;
    private static final int SETTLEMENT = 4;
    private static final int TYPE = 5;
    private static final int PERIOD = 6;
    private static final int EXPIRY = 7;
    private static final int ACTIVE = 8;
    private static final int CREATED = 9;

    private static final long MINUTE_MILLIS = 60_000;
    private static final Pattern INVERSE_PERPETUAL = Pattern.compile("([A-Z0-9]+)-PERPETUAL");
    private static final Pattern LINEAR_PERPETUAL = Pattern.compile("([A-Z0-9]+)_([A-Z0-9]+)-PERPETUAL");
    private static final Pattern PAIR = Pattern.compile("([A-Z0-9]+)_([A-Z0-9]+)");
    private static final Pattern OPTION_OR_COMBO = Pattern.compile(".+-[CP]|[^-]+-[A-Z]{2,}-.+");
    private static final Pattern INDEX = Pattern.compile("([a-z0-9]+)_([a-z0-9]+)");

    private final JsonFields row = JsonFields.of(
            "kind",
            "instrument_name",
            "base_currency",
            "quote_currency",
            "settlement_currency",
            "instrument_type",
            "settlement_period",
            "expiration_timestamp",
            "is_active",
            "creation_timestamp");
    private final SymbolTable symbols;

    DeribitInstruments(Predicate<String> assets) {
        this.symbols = new SymbolTable(assets, DeribitInstruments::meaning);
    }

    /** Perpetuals and pairs are named in full; the expiry of a dated future stands in the metadata only. */
    private static Meaning meaning(String symbol) {
        Matcher inverse = INVERSE_PERPETUAL.matcher(symbol);
        if (inverse.matches()) {
            return known(symbol, Instrument.perpetual(VENUE, inverse.group(1), "USD"));
        }
        Matcher linear = LINEAR_PERPETUAL.matcher(symbol);
        if (linear.matches()) {
            return known(symbol, Instrument.perpetual(VENUE, linear.group(1), linear.group(2)));
        }
        Matcher pair = PAIR.matcher(symbol);
        if (pair.matches()) {
            return known(symbol, Instrument.spot(VENUE, pair.group(1), pair.group(2)));
        }
        return OPTION_OR_COMBO.matcher(symbol).matches() ? Meaning.UNUSED : Meaning.UNKNOWN;
    }

    private static Meaning known(String symbol, Instrument instrument) {
        return new Meaning.Known(new Terms(instrument, symbol, 1));
    }

    Optional<Terms> find(String symbol, FrameEvents events) {
        return symbols.find(symbol, events);
    }

    void delist(String symbol, FrameEvents events) {
        symbols.delist(symbol, events);
    }

    /** The index of a name such as {@code btc_usd}, where somebody wants it. */
    Optional<Instrument> index(String name) {
        Matcher parts = INDEX.matcher(name);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String base = parts.group(1).toUpperCase(Locale.ROOT);
        String quote = parts.group(2).toUpperCase(Locale.ROOT);
        return symbols.wants(base, quote, Contract.INDEX)
                ? Optional.of(Instrument.of(VENUE, base, quote, Contract.INDEX))
                : Optional.empty();
    }

    /** Reads the rows that {@code cursor} is at, which are the whole answer to {@code question}. */
    void read(JsonCursor cursor, String question, FrameEvents events) {
        List<Terms> listed = new ArrayList<>();
        List<String> ignored = new ArrayList<>();
        cursor.beginArray();
        while (cursor.nextElement()) {
            row.clear().read(cursor);
            String symbol = row.code(NAME);
            terms(symbol).ifPresentOrElse(listed::add, () -> ignored.add(symbol));
        }
        ignored.forEach(symbols::ignore);
        symbols.listAll(question, listed, events);
    }

    /** Empty for options, for what nobody asked for, and for what is not traded. */
    private Optional<Terms> terms(String symbol) {
        String base = row.string(BASE);
        String quote = row.string(QUOTE);
        Optional<Contract> contract = contract();
        boolean active = !row.has(ACTIVE) || row.bool(ACTIVE);
        if (contract.isEmpty() || !active || !symbols.wants(base, quote, contract.get())) {
            return Optional.empty();
        }
        if (contract.get() instanceof Contract.Spot) {
            return Optional.of(new Terms(Instrument.spot(VENUE, base, quote), symbol, 1, created()));
        }
        boolean inverse = row.hasValue(TYPE) ? row.code(TYPE).equals("reversed") : quote.equals("USD");
        String usual = inverse ? base : quote;
        String settlement = row.hasValue(SETTLEMENT) ? row.code(SETTLEMENT) : usual;
        Instrument instrument = Instrument.of(VENUE, base, quote, settlement, contract.get());
        return instrument.isInverse() == inverse
                ? Optional.of(new Terms(instrument, symbol, 1, created()))
                : Optional.empty();
    }

    private long created() {
        return row.hasValue(CREATED) ? row.whole(CREATED) : Terms.NOT_TOLD;
    }

    private Optional<Contract> contract() {
        return switch (row.code(KIND)) {
            case "spot" -> Optional.of(Contract.SPOT);
            case "future" ->
                row.hasValue(PERIOD) && row.code(PERIOD).equals("perpetual")
                        ? Optional.of(Contract.PERPETUAL)
                        : expiry().map(Contract.Future::new);
            default -> Optional.empty();
        };
    }

    private Optional<Instant> expiry() {
        long millis = row.whole(EXPIRY);
        return millis % MINUTE_MILLIS == 0 ? Optional.of(Instant.ofEpochMilli(millis)) : Optional.empty();
    }
}
