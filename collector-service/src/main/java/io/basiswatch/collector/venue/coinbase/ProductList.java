package io.basiswatch.collector.venue.coinbase;

import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.Terms;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonException;
import io.basiswatch.collector.json.JsonFields;
import io.basiswatch.collector.json.JsonKind;
import io.basiswatch.collector.json.Rfc3339;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentDelisted;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Stamp;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The lists of products, of either REST interface.
 *
 * <pre>{@code
 * Exchange: [{"id":"BTC-USD","base_currency":"BTC","quote_currency":"USD","status":"online","trading_disabled":false,…}]
 * Advanced: {"products":[{"product_id":"BTC-USD","product_type":"SPOT","status":"online","trading_disabled":false,
 *            "new_at":"2023-01-01T00:00:00Z",…}]}, perpetuals with {@link PerpetualDetails}
 * }</pre>
 *
 * @see <a href="https://docs.cdp.coinbase.com/api-reference/exchange-api/rest-api/products/get-all-known-trading-pairs">Exchange</a>
 * @see <a href="https://docs.cdp.coinbase.com/api-reference/advanced-trade-api/rest-api/public/list-public-products">Advanced</a>
 */
final class ProductList {
    private static final int EXCHANGE_ID = 0;
    private static final int ADVANCED_ID = 1;
    private static final int STATUS = 2;
    private static final int TRADING_DISABLED = 3;
    private static final int DISABLED = 4;
    private static final int NEW_AT = 5;
    private static final int PRICE = 6;
    private static final int DETAILS = 7;

    private final JsonFields fields = JsonFields.of(
            "id",
            "product_id",
            "status",
            "trading_disabled",
            "is_disabled",
            "new_at",
            "price",
            "future_product_details");
    private final Map<String, Map<String, Instrument>> answers = new HashMap<>();
    private final Products products;
    private final PerpetualDetails perpetuals = new PerpetualDetails();

    ProductList(Products products) {
        this.products = products;
    }

    /**
     * Reads an array of products.
     *
     * @param out takes what is listed, what the same question listed before and does no more, and what perpetuals say
     */
    void read(JsonCursor cursor, Frame frame, Consumer<MarketEvent> out) {
        Map<String, Instrument> listed = new TreeMap<>();
        boolean isNews = !frame.address().endsWith(CoinbaseFeed.POLLED);
        cursor.beginArray();
        while (cursor.nextElement()) {
            if (cursor.kind() == JsonKind.OBJECT) {
                fields.clear().read(cursor);
                one(frame, isNews, listed, out);
            } else {
                cursor.skip();
            }
        }
        if (isNews && !frame.address().isBlank()) {
            delist(frame, listed, out);
        }
    }

    private void one(Frame frame, boolean isNews, Map<String, Instrument> listed, Consumer<MarketEvent> out) {
        int idField = fields.has(ADVANCED_ID) ? ADVANCED_ID : EXCHANGE_ID;
        if (!fields.has(idField) || !fields.has(STATUS)) {
            return;
        }
        String id = fields.string(idField);
        boolean perpetual = Products.isPerpetual(id);
        if (!isOnline(perpetual) || perpetual && !perpetuals.read(fields, DETAILS)) {
            return;
        }
        Product product = perpetual ? products.find(id, perpetuals.contractSize()) : products.find(id);
        if (product.terms().isEmpty()) {
            return;
        }
        Terms terms = product.terms().get();
        if (isNews) {
            out.accept(terms.listed(stamp(frame)));
            listed.put(id, terms.instrument());
        }
        if (perpetual) {
            perpetuals.tell(terms, price(), frame, out);
        }
    }

    /** Contracts leave their status empty. */
    private boolean isOnline(boolean perpetual) {
        String status = fields.string(STATUS);
        boolean disabled = is(TRADING_DISABLED) || is(DISABLED);
        return !disabled && (status.equals("online") || perpetual && status.isEmpty());
    }

    private boolean is(int field) {
        return fields.has(field) && fields.bool(field);
    }

    /** From when on the product is listed, as far as the venue says; 2023 stands for all that were there before. */
    private Stamp stamp(Frame frame) {
        long time = fields.hasValue(NEW_AT) ? Rfc3339.micros(fields, NEW_AT) : frame.receivedTime();
        long effective = Math.min(time, frame.receivedTime());
        return new Stamp(effective, frame.receivedTime(), Stamp.NO_SEQUENCE, frame.origin());
    }

    private Optional<Double> price() {
        if (!fields.hasValue(PRICE)) {
            return Optional.empty();
        }
        double price = fields.decimal(PRICE);
        if (price < 0) {
            throw new JsonException("a negative price: " + price);
        }
        return price == 0 ? Optional.empty() : Optional.of(price);
    }

    private void delist(Frame frame, Map<String, Instrument> listed, Consumer<MarketEvent> out) {
        Map<String, Instrument> before = answers.put(frame.address(), listed);
        if (before == null) {
            return;
        }
        Stamp stamp = new Stamp(frame.receivedTime(), frame.receivedTime(), Stamp.NO_SEQUENCE, frame.origin());
        before.forEach((id, instrument) -> {
            if (!listed.containsKey(id)) {
                out.accept(new InstrumentDelisted(instrument, stamp, id));
            }
        });
    }
}
