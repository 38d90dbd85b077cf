package io.basiswatch.gateway.indicators;

import io.basiswatch.gateway.stored.StoredValues;
import io.basiswatch.gateway.view.Catalogue;
import io.basiswatch.gateway.view.LatestValues;
import io.basiswatch.model.Resolution;
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
public class HistorySeries {
    private final Catalogue catalogue;
    private final LatestValues latest;
    private final StoredValues stored;

    HistorySeries(Catalogue catalogue, LatestValues latest, StoredValues stored) {
        this.catalogue = catalogue;
        this.latest = latest;
        this.stored = stored;
    }

    Uni<Series> one(JsonObject definition, String indicator, HistoryQuery query) {
        return one(definition, indicator, query.asset(), query.dimension(), query.resolution(), query.asOf());
    }

    /** The series of an indicator that is meant, where {@code dimension} or nobody says which. */
    public Uni<Series> one(
            JsonObject definition,
            String indicator,
            String wanted,
            Optional<String> dimension,
            Resolution resolution,
            Optional<Long> asOf) {
        if (asOf.isEmpty()) {
            return catalogue
                    .requireAsset(wanted)
                    .flatMap(asset -> dimension.isPresent()
                            ? latest.series(asset, indicator)
                            : latest.series(asset, indicator, resolution))
                    .map(known -> SeriesChoice.one(definition, known, dimension, wanted));
        }
        if (dimension.isPresent()) {
            return Uni.createFrom().item(named(indicator, wanted, dimension.get()));
        }
        return stored.series(wanted, indicator, resolution, asOf.get())
                .map(known -> SeriesChoice.one(definition, known, Optional.empty(), wanted));
    }

    private static Series named(String indicator, String asset, String dimension) {
        try {
            return Series.of(asset, indicator, dimension);
        } catch (IllegalArgumentException e) {
            throw SeriesChoice.unknownDimension(List.of());
        }
    }
}
