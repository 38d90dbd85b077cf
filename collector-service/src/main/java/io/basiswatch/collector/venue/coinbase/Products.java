package io.basiswatch.collector.venue.coinbase;

import io.basiswatch.collector.feed.Stablecoins;
import io.basiswatch.collector.feed.Terms;
import io.basiswatch.collector.json.JsonException;
import io.basiswatch.collector.json.JsonFields;
import io.basiswatch.collector.json.JsonKind;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.Venue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The products by the venue's own naming: {@code BTC-USD} is the spot pair of BTC and USD, {@code BTC-PERP-INTX} the
 * perpetual of its international exchange, which is quoted and settled in USDC. Other names (dated futures of its US
 * exchange) are not followed.
 */
final class Products {
    /** By the venue's contract specifications one contract is one unit of the base; the list of products says it again. */
    private static final double PERPETUAL_SIZE = 1;

    private static final Pattern PAIR = Pattern.compile("(?<base>[A-Z0-9]+)-(?<quote>[A-Z0-9]+)");
    private static final Pattern PERPETUAL = Pattern.compile("(?<base>[A-Z0-9]+)-PERP-INTX");
    private static final int MAX_PRODUCTS = 10_000;
    private static final int MAX_FREQUENT = 64;

    private final Venue venue;
    private final Predicate<String> assets;
    private final Map<String, Product> byId = new HashMap<>();
    /** Those whose messages come often drift to the front. */
    private final List<Product> frequent = new ArrayList<>();

    Products(Venue venue, Predicate<String> assets) {
        this.venue = venue;
        this.assets = assets;
    }

    /** The product that a field names. */
    Product find(JsonFields fields, int field) {
        if (!fields.is(field, JsonKind.STRING)) {
            return find(fields.code(field));
        }
        byte[] text = fields.text();
        for (int i = 0; i < frequent.size(); i++) {
            Product product = frequent.get(i);
            if (product.is(text, fields.start(field), fields.end(field))) {
                if (i > 0) {
                    frequent.set(i, frequent.set(i - 1, product));
                }
                return product;
            }
        }
        Product product = find(fields.code(field));
        if (frequent.size() < MAX_FREQUENT) {
            frequent.add(product);
        }
        return product;
    }

    /** The product of this name; without terms where it is of no kind or no asset of ours. */
    Product find(String id) {
        Product known = byId.get(id);
        if (known != null) {
            return known;
        }
        if (id.isEmpty()) {
            throw new JsonException("an empty product id");
        }
        Product found = new Product(id, named(id).filter(this::isWanted));
        if (byId.size() < MAX_PRODUCTS) {
            byId.put(id, found);
        }
        return found;
    }

    /** The same of a contract whose size the venue has told. */
    Product find(String id, double contractSize) {
        Product known = find(id);
        if (known.terms().isEmpty() || known.terms().get().contractSize() == contractSize) {
            return known;
        }
        Terms terms = new Terms(known.terms().get().instrument(), id, contractSize);
        Product changed = new Product(id, Optional.of(terms));
        byId.put(id, changed);
        frequent.remove(known);
        return changed;
    }

    /** Every product that was named so far. */
    Iterable<Product> all() {
        return byId.values();
    }

    static boolean isPerpetual(String id) {
        return PERPETUAL.matcher(id).matches();
    }

    private boolean isWanted(Terms terms) {
        return assets.test(terms.instrument().base()) || Stablecoins.isReference(terms.instrument());
    }

    private Optional<Terms> named(String id) {
        Matcher pair = PAIR.matcher(id);
        if (pair.matches()) {
            return Optional.of(new Terms(Instrument.spot(venue, pair.group("base"), pair.group("quote")), id, 1));
        }
        Matcher perpetual = PERPETUAL.matcher(id);
        if (perpetual.matches()) {
            Instrument instrument = Instrument.perpetual(venue, perpetual.group("base"), "USDC");
            return Optional.of(new Terms(instrument, id, PERPETUAL_SIZE));
        }
        return Optional.empty();
    }
}
