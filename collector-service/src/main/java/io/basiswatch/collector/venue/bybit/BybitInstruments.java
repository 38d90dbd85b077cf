package io.basiswatch.collector.venue.bybit;

import io.basiswatch.collector.feed.FrameEvents;
import io.basiswatch.collector.feed.Request;
import io.basiswatch.collector.feed.SymbolTable;
import io.basiswatch.collector.feed.Terms;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonFields;
import io.basiswatch.model.Contract;
import io.basiswatch.model.Instrument;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What Bybit trades, per category.
 *
 * <pre>{@code
 * {"symbol":"BTCUSD","contractType":"InversePerpetual","status":"Trading","baseCoin":"BTC","quoteCoin":"USD",
 *  "deliveryTime":"0","settleCoin":"BTC",…}
 * }</pre>
 *
 * <p>{@code deliveryTime} is the instant of expiry in milliseconds, 0 for perpetuals, {@code launchTime} the listing. Spot rows have no contract fields.
 * One unit of quantity is one coin, or one US dollar of an inverse contract.
 *
 * @see <a href="https://bybit-exchange.github.io/docs/v5/market/instrument">Instruments info</a>
 */
final class BybitInstruments {
    private static final int SYMBOL = 0;
    private static final int CONTRACT_TYPE = 1;
    private static final int STATUS = 2;
    private static final int BASE = 3;
    private static final int QUOTE = 4;
    private static final int SETTLEMENT = 5;
    private static final int DELIVERY = 6;
    private static final int LAUNCH = 7;

    private static final long MINUTE_MILLIS = 60_000;

    private final JsonFields row = JsonFields.of(
            "symbol", "contractType", "status", "baseCoin", "quoteCoin", "settleCoin", "deliveryTime", "launchTime");
    private final Pages pages = new Pages();
    private final Map<Category, SymbolTable> tables = new EnumMap<>(Category.class);

    BybitInstruments(Predicate<String> assets) {
        for (Category category : Category.values()) {
            tables.put(category, new SymbolTable(assets, category::meaning));
        }
    }

    Optional<Terms> find(Category category, String symbol, FrameEvents events) {
        return tables.get(category).find(symbol, events);
    }

    /**
     * Reads the rows that {@code cursor} is at, and asks for the next page where there is one. An answer without a row is
     * not believed: an error must not delist anything.
     *
     * @param address where they came from
     * @param next the cursor of the next page; empty on the last one
     */
    void read(Category category, JsonCursor cursor, String address, String next, FrameEvents events) {
        SymbolTable table = tables.get(category);
        List<Terms> listed = new ArrayList<>();
        List<String> ignored = new ArrayList<>();
        List<String> ended = new ArrayList<>();
        cursor.beginArray();
        while (cursor.nextElement()) {
            row.clear().read(cursor);
            String symbol = row.string(SYMBOL);
            Optional<Terms> terms = terms(category, symbol, table);
            boolean trading = row.code(STATUS).equals("Trading");
            if (terms.isEmpty()) {
                ignored.add(symbol);
            } else if (trading) {
                listed.add(terms.get());
            } else {
                ended.add(symbol);
            }
        }
        cursor.end();
        if (listed.isEmpty() && ended.isEmpty() && ignored.isEmpty()) {
            return;
        }
        ignored.forEach(table::ignore);
        ended.forEach(symbol -> table.delist(symbol, events));
        pages.add(address, listed, next)
                .ifPresentOrElse(
                        all -> table.listAll(Pages.question(address), all, events),
                        () -> table.listAll("", listed, events));
    }

    /** See {@link io.basiswatch.collector.feed.Decoder#requests}. */
    void requests(Consumer<Request> to) {
        pages.requests(to);
    }

    /** Empty for what nobody asked for and for kinds that we do not follow. */
    private Optional<Terms> terms(Category category, String symbol, SymbolTable table) {
        String base = row.string(BASE);
        String quote = row.string(QUOTE);
        Optional<Contract> contract = category == Category.SPOT ? Optional.of(Contract.SPOT) : contract();
        if (contract.isEmpty() || !table.wants(base, quote, contract.get())) {
            return Optional.empty();
        }
        if (category == Category.SPOT) {
            return Optional.of(new Terms(Instrument.spot(Category.VENUE, base, quote), symbol, 1));
        }
        String settlement = category == Category.INVERSE ? base : row.code(SETTLEMENT);
        Instrument instrument = Instrument.of(Category.VENUE, base, quote, settlement, contract.get());
        long launched = row.hasValue(LAUNCH) ? row.quotedWhole(LAUNCH) : Terms.NOT_TOLD;
        return Optional.of(new Terms(instrument, symbol, 1, launched));
    }

    private Optional<Contract> contract() {
        return switch (row.hasValue(CONTRACT_TYPE) ? row.code(CONTRACT_TYPE) : "") {
            case "LinearPerpetual", "InversePerpetual" -> Optional.of(Contract.PERPETUAL);
            case "LinearFutures", "InverseFutures" -> expiry().map(Contract.Future::new);
            default -> Optional.empty();
        };
    }

    private Optional<Instant> expiry() {
        long millis = row.hasValue(DELIVERY) ? row.quotedWhole(DELIVERY) : 0;
        boolean wholeMinute = millis > 0 && millis % MINUTE_MILLIS == 0;
        return wholeMinute ? Optional.of(Instant.ofEpochMilli(millis)) : Optional.empty();
    }
}
