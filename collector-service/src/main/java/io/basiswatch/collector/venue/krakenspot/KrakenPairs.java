package io.basiswatch.collector.venue.krakenspot;

import io.basiswatch.collector.feed.FrameEvents;
import io.basiswatch.collector.feed.SymbolTable;
import io.basiswatch.collector.feed.SymbolTable.Meaning;
import io.basiswatch.collector.feed.Terms;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonFields;
import io.basiswatch.collector.json.JsonKind;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.Venue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The pairs of Kraken. The v2 stream says {@code BTC/USD}, v1 and the {@code wsname} of REST say {@code XBT/USD}, which v2
 * refuses: a pair's symbol here is v2's.
 */
final class KrakenPairs {
    static final Venue VENUE = Venue.of("kraken-spot");

    private static final int WEBSOCKET_NAME = 0;
    private static final int STATUS = 1;

    private static final Pattern PAIR = Pattern.compile("([A-Z0-9]+)/([A-Z0-9]+)");

    private final JsonFields fields = JsonFields.of("wsname", "status");
    private final SymbolTable symbols;

    KrakenPairs(Predicate<String> assets) {
        this.symbols = new SymbolTable(assets, KrakenPairs::derive);
    }

    Optional<Terms> find(String pair, FrameEvents events) {
        return symbols.find(pair, events);
    }

    /** Whether the pair still has a meaning. */
    boolean isListed(Instrument pair, FrameEvents events) {
        return find(pair.base() + '/' + pair.quote(), events).isPresent();
    }

    private static Meaning derive(String name) {
        Matcher pair = PAIR.matcher(name);
        return pair.matches() ? new Meaning.Known(terms(pair)) : Meaning.UNKNOWN;
    }

    private static Terms terms(Matcher pair) {
        String base = currency(pair.group(1));
        String quote = currency(pair.group(2));
        return new Terms(Instrument.spot(VENUE, base, quote), base + '/' + quote, 1);
    }

    /** The field's usual code. */
    private static String currency(String code) {
        return switch (code) {
            case "XBT" -> "BTC";
            case "XDG" -> "DOGE";
            default -> code;
        };
    }

    /**
     * The {@code result} of {@code AssetPairs}: {@code {"XXBTZUSD":{"altname":"XBTUSD","wsname":"XBT/USD","base":"XXBT",
     * "quote":"ZUSD","status":"online",…},…}}. Dark pools have no {@code wsname}; {@code cancel_only} trades no more.
     *
     * @see <a href="https://docs.kraken.com/api/docs/rest-api/get-tradable-asset-pairs">Asset pairs</a>
     */
    void read(JsonCursor cursor, String question, FrameEvents events) {
        List<Terms> listed = new ArrayList<>();
        cursor.beginObject();
        while (cursor.nextField()) {
            fields.clear().read(cursor);
            pair().filter(this::wants).ifPresent(listed::add);
        }
        cursor.end();
        symbols.listAll(question, listed, events);
    }

    private Optional<Terms> pair() {
        boolean closed = fields.has(STATUS) && fields.string(STATUS).equals("cancel_only");
        if (closed || !fields.is(WEBSOCKET_NAME, JsonKind.STRING)) {
            return Optional.empty();
        }
        Matcher pair = PAIR.matcher(fields.string(WEBSOCKET_NAME));
        return pair.matches() ? Optional.of(terms(pair)) : Optional.empty();
    }

    private boolean wants(Terms terms) {
        Instrument instrument = terms.instrument();
        return symbols.wants(instrument.base(), instrument.quote(), instrument.contract());
    }
}
