package io.basiswatch.gateway.markets;

import io.basiswatch.gateway.view.Catalogue;
import io.basiswatch.gateway.view.ViewReader;
import io.basiswatch.model.series.SeriesKeys;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/** The markets as the indicator service hears of them. */
@ApplicationScoped
class Markets {
    private static final Logger LOG = Logger.getLogger(Markets.class);
    /** A market of which nothing was heard for so long is taken for one that is not there any more. */
    private static final Duration FORGOTTEN = Duration.ofDays(7);

    private final Catalogue catalogue;
    private final ViewReader view;

    Markets(Catalogue catalogue, ViewReader view) {
        this.catalogue = catalogue;
        this.view = view;
    }

    /** Of all assets, by name. */
    Uni<List<Market>> all(long now) {
        return catalogue.assets().flatMap(assets -> of(assets, now));
    }

    /** Of some assets, by name. */
    Uni<List<Market>> of(Collection<String> assets, long now) {
        return Multi.createFrom()
                .iterable(assets)
                .onItem()
                .transformToUniAndConcatenate(asset -> view.ask("HGETALL", SeriesKeys.markets(asset))
                        .map(answer -> read(asset, new TreeMap<>(ViewReader.pairs(answer)), now)))
                .onItem()
                .<Market>disjoint()
                .collect()
                .asList()
                .map(markets -> markets.stream()
                        .sorted((one, other) -> one.name().compareTo(other.name()))
                        .toList());
    }

    private static List<Market> read(String asset, TreeMap<String, String> told, long now) {
        String at = told.remove(SeriesKeys.AT);
        if (at == null || !at.matches("\\d{1,15}")) {
            return List.of();
        }
        List<Market> markets = new ArrayList<>();
        for (Map.Entry<String, String> each : told.entrySet()) {
            try {
                Market market =
                        Market.of(each.getKey(), asset, new JsonObject(each.getValue()), Long.parseLong(at), now);
                if (market.newest().orElse(0L) > Long.parseLong(at) - FORGOTTEN.toMillis()) {
                    markets.add(market);
                }
            } catch (DecodeException | ClassCastException e) {
                LOG.warnf("passed over among the markets: %s", each.getKey());
            }
        }
        return markets;
    }
}
