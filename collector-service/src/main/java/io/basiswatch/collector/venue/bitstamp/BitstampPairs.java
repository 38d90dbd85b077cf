package io.basiswatch.collector.venue.bitstamp;

import io.basiswatch.collector.feed.FrameEvents;
import io.basiswatch.collector.feed.SymbolTable;
import io.basiswatch.collector.feed.SymbolTable.Meaning;
import io.basiswatch.collector.feed.Terms;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonException;
import io.basiswatch.collector.json.JsonFields;
import io.basiswatch.model.Contract;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.Venue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The pairs of Bitstamp: {@code btcusd} is {@code BTC/USD}. Where no metadata named one, its known quote currency is cut
 * off its end. Perpetuals ({@code btcusd-perp}) are not followed.
 */
final class BitstampPairs {
    static final Venue VENUE = Venue.of("bitstamp");

    private static final int URL_SYMBOL = 0;
    private static final int MARKET_SYMBOL = 1;
    private static final int NAME = 2;
    private static final int TRADING = 3;

    private static final List<String> QUOTES =
            List.of("PYUSD", "USDT", "USDC", "USD", "EUR", "GBP", "BTC", "ETH", "PAX");
    private static final Pattern SYMBOL = Pattern.compile("[a-z0-9]{4,20}");
    private static final Pattern PAIR = Pattern.compile("([A-Z0-9]+)/([A-Z0-9]+)");

    private final JsonFields fields = JsonFields.of("url_symbol", "market_symbol", "name", "trading");
    private final SymbolTable symbols;

    BitstampPairs(Predicate<String> assets) {
        this.symbols = new SymbolTable(assets, BitstampPairs::derive);
    }

    Optional<Terms> find(String symbol, FrameEvents events) {
        return symbols.find(symbol, events);
    }

    private static Meaning derive(String symbol) {
        if (symbol.endsWith("-perp")) {
            return Meaning.UNUSED;
        }
        if (!SYMBOL.matcher(symbol).matches()) {
            return Meaning.UNKNOWN;
        }
        String pair = symbol.toUpperCase(Locale.ROOT);
        return QUOTES.stream()
                .filter(quote -> pair.length() > quote.length() && pair.endsWith(quote))
                .findFirst()
                .map(quote -> known(symbol, pair.substring(0, pair.length() - quote.length()), quote))
                .orElse(Meaning.UNKNOWN);
    }

    private static Meaning known(String symbol, String base, String quote) {
        return new Meaning.Known(terms(symbol, base, quote));
    }

    private static Terms terms(String symbol, String base, String quote) {
        return new Terms(Instrument.spot(VENUE, base, quote), symbol, 1);
    }

    /**
     * {@code [{"trading":"Enabled","base_decimals":8,"url_symbol":"btcusd","name":"BTC/USD",…}]}; the younger
     * {@code /markets/} calls the symbol {@code market_symbol}. A pair whose trading is disabled counts as not listed.
     *
     * @see <a href="https://www.bitstamp.net/api/#tag/Market-info">Market info</a>
     */
    void read(JsonCursor cursor, String question, FrameEvents events) {
        List<Terms> listed = new ArrayList<>();
        List<String> others = new ArrayList<>();
        cursor.beginArray();
        while (cursor.nextElement()) {
            fields.clear().read(cursor);
            if (!fields.has(NAME)) {
                continue; // a list of something else, such as trades
            }
            String symbol = symbol();
            Matcher pair = PAIR.matcher(fields.string(NAME));
            boolean trades = fields.has(TRADING) && fields.string(TRADING).equals("Enabled");
            if (trades && pair.matches() && symbols.wants(pair.group(1), pair.group(2), Contract.SPOT)) {
                listed.add(terms(symbol, pair.group(1), pair.group(2)));
            } else {
                others.add(symbol);
            }
        }
        cursor.end();
        symbols.listAll(question, listed, events);
        others.forEach(symbols::ignore);
    }

    private String symbol() {
        if (fields.has(URL_SYMBOL)) {
            return fields.code(URL_SYMBOL);
        }
        if (fields.has(MARKET_SYMBOL)) {
            return fields.code(MARKET_SYMBOL);
        }
        throw new JsonException("no symbol of " + fields.string(NAME));
    }
}
