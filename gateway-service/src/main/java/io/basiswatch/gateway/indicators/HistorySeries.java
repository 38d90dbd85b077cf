package io.basiswatch.gateway.indicators;

import io.basiswatch.gateway.stored.StoredValues;
import io.basiswatch.gateway.view.Catalogue;
import io.basiswatch.gateway.view.LatestValues;
import io.basiswatch.model.Series;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/**
 * Which series a history is asked of: where nobody says so, the preferred one of those that have values of the resolution. As of an earlier time, nothing that became known later may show in the answer: not even
 * that a series exists, or which one would be preferred now.
 */
@ApplicationScoped
class HistorySeries {
    private final Catalogue catalogue;
    private final LatestValues latest;
    private final StoredValues stored;

    HistorySeries(Catalogue catalogue, LatestValues latest, StoredValues stored) {
        this.catalogue = catalogue;
        this.latest = latest;
        this.stored = stored;
    }

    Uni<Series> one(JsonObject definition, String indicator, HistoryQuery query) {
        Optional<Long> asOf = query.asOf();
        if (asOf.isEmpty()) {
            return catalogue
                    .requireAsset(query.asset())
                    .flatMap(asset -> query.dimension().isPresent()
                            ? latest.series(asset, indicator)
                            : latest.series(asset, indicator, query.resolution()))
                    .map(known -> SeriesChoice.one(definition, known, query.dimension(), query.asset()));
        }
        if (query.dimension().isPresent()) {
            return Uni.createFrom()
                    .item(named(indicator, query.asset(), query.dimension().get()));
        }
        return stored.series(query.asset(), indicator, query.resolution(), asOf.get())
                .map(known -> SeriesChoice.one(definition, known, Optional.empty(), query.asset()));
    }

    private static Series named(String indicator, String asset, String dimension) {
        try {
            return Series.of(asset, indicator, dimension);
        } catch (IllegalArgumentException e) {
            throw SeriesChoice.unknownDimension(List.of());
        }
    }
}
