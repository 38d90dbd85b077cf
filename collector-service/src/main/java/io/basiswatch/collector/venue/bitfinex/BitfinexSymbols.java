package io.basiswatch.collector.venue.bitfinex;

import io.basiswatch.collector.feed.FrameEvents;
import io.basiswatch.collector.feed.SymbolTable;
import io.basiswatch.collector.feed.SymbolTable.Meaning;
import io.basiswatch.collector.feed.Terms;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonKind;
import io.basiswatch.model.Contract;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.Venue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The symbols of Bitfinex: {@code tBTCUSD} and {@code tAVAX:USD} are spot pairs, {@code tBTCF0:USTF0} is a linear perpetual,
 * {@code fUSD} lends money. Currencies have names of the venue's own, such as {@code UST} for USDT; those of the list here
 * hold until its map {@code pub:map:currency:sym} was read. {@code TEST…} is paper.
 *
 * <p>{@code DOG} is no dogecoin but a million of them, which the map calls {@code MDOGE}: on 17 April 2021 {@code tDOGUSD}
 * traded at 280,000 dollars, and a dogecoin at 28 cents. It is told as DOGE, so prices are divided and quantities multiplied.
 */
final class BitfinexSymbols {
    static final Venue VENUE = Venue.of("bitfinex");

    private static final String DERIVATIVE = "F0";
    private static final String MILLION_DOGE = "MDOGE";
    private static final double MILLION = 1_000_000;
    private static final Pattern PAIR =
            Pattern.compile("(?<base>[A-Z0-9]{3})(?<quote>[A-Z0-9]{3})|(?<long>[A-Z0-9]+):(?<other>[A-Z0-9]+)");
    private static final Pattern CODE = Pattern.compile("[A-Z0-9]+");
    private static final Map<String, String> USUAL_NAMES = Map.ofEntries(
            Map.entry("UST", "USDT"),
            Map.entry("UDC", "USDC"),
            Map.entry("EUT", "EURT"),
            Map.entry("TSD", "TUSD"),
            Map.entry("WBT", "WBTC"),
            Map.entry("ALG", "ALGO"),
            Map.entry("ATO", "ATOM"),
            Map.entry("DSH", "DASH"),
            Map.entry("DAT", "DATA"),
            Map.entry("DOG", MILLION_DOGE),
            Map.entry("IOT", "IOTA"),
            Map.entry("MNA", "MANA"),
            Map.entry("QTM", "QTUM"),
            Map.entry("STJ", "STORJ"));

    private final Map<String, String> names = new HashMap<>(USUAL_NAMES);
    private final SymbolTable symbols;

    BitfinexSymbols(Predicate<String> assets) {
        this.symbols = new SymbolTable(assets, this::meaning);
    }

    /** The terms of {@code tBTCUSD}. */
    Optional<Terms> find(String symbol, FrameEvents events) {
        return symbols.find(symbol, events);
    }

    private Meaning meaning(String symbol) {
        if (symbol.startsWith("f") || symbol.startsWith("tTEST")) {
            return Meaning.UNUSED;
        }
        if (!symbol.startsWith("t")) {
            return Meaning.UNKNOWN;
        }
        Optional<Terms> terms = terms(symbol.substring(1));
        return terms.isPresent() ? new Meaning.Known(terms.get()) : Meaning.UNKNOWN;
    }

    private Optional<Terms> terms(String pair) {
        Matcher parts = PAIR.matcher(pair);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String base = parts.group("base") != null ? parts.group("base") : parts.group("long");
        String quote = parts.group("quote") != null ? parts.group("quote") : parts.group("other");
        boolean derivative = base.endsWith(DERIVATIVE) && base.length() > DERIVATIVE.length();
        if (derivative != quote.endsWith(DERIVATIVE)) {
            return Optional.empty();
        }
        return derivative
                ? Optional.of(new Terms(
                        Instrument.perpetual(VENUE, usual(underlying(base)), usual(underlying(quote))), 't' + pair, 1))
                : spot('t' + pair, usual(base), usual(quote));
    }

    private static Optional<Terms> spot(String symbol, String base, String quote) {
        if (quote.equals(MILLION_DOGE)) {
            return Optional.empty();
        }
        return Optional.of(
                base.equals(MILLION_DOGE)
                        ? new Terms(Instrument.spot(VENUE, "DOGE", quote), symbol, MILLION)
                        : new Terms(Instrument.spot(VENUE, base, quote), symbol, 1));
    }

    /** Of one unit of the base, where the venue quotes one unit of its own quantity. */
    static double price(Terms terms, double venuePrice) {
        return venuePrice / terms.contractSize();
    }

    private static String underlying(String currency) {
        return currency.substring(0, currency.length() - DERIVATIVE.length());
    }

    private String usual(String currency) {
        return names.getOrDefault(currency, currency);
    }

    /** The venue's reference price of the pair that {@code instrument} trades. */
    static Instrument index(Instrument instrument) {
        return Instrument.of(VENUE, instrument.base(), instrument.quote(), Contract.INDEX);
    }

    /**
     * The answer of {@code /v2/conf/<keys>}: an array with one element per key, in their order.
     *
     * @see <a href="https://docs.bitfinex.com/reference/rest-public-conf">Configs</a>
     */
    void read(JsonCursor cursor, String address, FrameEvents events) {
        String path = address.replaceFirst("[?#].*", "");
        String[] keys = path.substring(path.lastIndexOf('/') + 1).split(",", -1);
        int index = 0;
        cursor.beginArray();
        while (cursor.nextElement()) {
            switch (index < keys.length ? keys[index] : "") {
                case "pub:map:currency:sym" -> names(cursor);
                case "pub:list:pair:exchange", "pub:list:pair:futures" -> pairs(cursor, keys[index], events);
                default -> cursor.skip();
            }
            index++;
        }
        cursor.end();
    }

    /** {@code [["UST","USDt"],["IOT","IOTA"],…]}; some of the usual names are no codes and stay as they are. */
    private void names(JsonCursor cursor) {
        cursor.beginArray();
        while (cursor.nextElement()) {
            cursor.beginArray();
            List<String> both = new ArrayList<>();
            while (cursor.nextElement()) {
                both.add(cursor.string());
            }
            String usual = both.getLast().toUpperCase(Locale.ROOT);
            if (both.size() == 2
                    && CODE.matcher(usual).matches()
                    && !both.getFirst().endsWith(DERIVATIVE)) {
                names.put(both.getFirst(), usual);
            }
        }
    }

    /** {@code ["BTCUSD","AVAX:USD",…]}. */
    private void pairs(JsonCursor cursor, String question, FrameEvents events) {
        List<Terms> listed = new ArrayList<>();
        cursor.beginArray();
        while (cursor.nextElement()) {
            if (cursor.kind() != JsonKind.STRING) {
                cursor.skip();
                continue;
            }
            String pair = cursor.string();
            if (!pair.startsWith("TEST")) {
                terms(pair).filter(this::wants).ifPresent(listed::add);
            }
        }
        symbols.listAll(question, withoutDoubles(listed), events);
    }

    /** A pair that is traded by the million and by the piece is one instrument; it is followed by the piece. */
    private static List<Terms> withoutDoubles(List<Terms> listed) {
        Set<Instrument> pieces = new HashSet<>();
        listed.stream().filter(terms -> terms.contractSize() == 1).forEach(terms -> pieces.add(terms.instrument()));
        return listed.stream()
                .filter(terms -> terms.contractSize() == 1 || !pieces.contains(terms.instrument()))
                .toList();
    }

    private boolean wants(Terms terms) {
        Instrument instrument = terms.instrument();
        return symbols.wants(instrument.base(), instrument.quote(), instrument.contract());
    }
}
