package io.basiswatch.collector.venue.coinbase;

import io.basiswatch.collector.feed.Stablecoins;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonException;
import io.basiswatch.collector.json.JsonFields;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentListed;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Stamp;
import io.basiswatch.model.Venue;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The products: {@code BTC-USD} is the spot pair of BTC and USD by the venue's own naming; everything with more parts
 * ({@code BTC-PERP-INTX}) is not used yet.
 *
 * <pre>{@code
 * Exchange: [{"id":"BTC-USD","base_currency":"BTC","quote_currency":"USD","status":"online","trading_disabled":false,…}]
 * Advanced: {"products":[{"product_id":"BTC-USD","product_type":"SPOT","base_currency_id":"BTC",
 *            "quote_currency_id":"USD","status":"online","trading_disabled":false,…}]}
 * }</pre>
 *
 * @see <a href="https://docs.cdp.coinbase.com/api-reference/exchange-api/rest-api/products/get-all-known-trading-pairs">Exchange</a>
 * @see <a href="https://docs.cdp.coinbase.com/api-reference/advanced-trade-api/rest-api/public/list-public-products">Advanced</a>
 */
final class Products {
    private static final Pattern PAIR = Pattern.compile("[A-Z0-9]+-[A-Z0-9]+");
    private static final int MAX_PRODUCTS = 10_000;
    private static final int EXCHANGE_ID = 0;
    private static final int ADVANCED_ID = 1;
    private static final int STATUS = 2;
    private static final int DISABLED = 3;

    private final Venue venue;
    private final Predicate<String> assets;
    private final Map<String, Optional<Instrument>> byId = new HashMap<>();
    private final JsonFields fields = JsonFields.of("id", "product_id", "status", "trading_disabled");

    Products(Venue venue, Predicate<String> assets) {
        this.venue = venue;
        this.assets = assets;
    }

    /** The pair that a product is; empty for what is no spot pair, or of no asset of ours. */
    Optional<Instrument> find(String id) {
        Optional<Instrument> known = byId.get(id);
        if (known != null) {
            return known;
        }
        if (id.isEmpty()) {
            throw new JsonException("an empty product id");
        }
        Optional<Instrument> found = instrument(id).filter(this::isWanted);
        if (byId.size() < MAX_PRODUCTS) {
            byId.put(id, found);
        }
        return found;
    }

    private boolean isWanted(Instrument instrument) {
        return assets.test(instrument.base()) || Stablecoins.isReference(instrument);
    }

    private Optional<Instrument> instrument(String id) {
        if (!PAIR.matcher(id).matches()) {
            return Optional.empty();
        }
        int hyphen = id.indexOf('-');
        return Optional.of(Instrument.spot(venue, id.substring(0, hyphen), id.substring(hyphen + 1)));
    }

    /** Reads an array of products, and says which of ours are listed. */
    void read(JsonCursor cursor, Stamp stamp, Consumer<MarketEvent> out) {
        cursor.beginArray();
        while (cursor.nextElement()) {
            fields.clear().read(cursor);
            int idField = fields.has(ADVANCED_ID) ? ADVANCED_ID : EXCHANGE_ID;
            String id = fields.string(idField);
            boolean disabled = fields.has(DISABLED) && fields.bool(DISABLED);
            boolean online = fields.string(STATUS).equals("online") && !disabled;
            if (online) {
                find(id).ifPresent(instrument -> out.accept(new InstrumentListed(instrument, stamp, id, 1)));
            }
        }
    }
}
