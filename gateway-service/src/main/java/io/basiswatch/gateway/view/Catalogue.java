package io.basiswatch.gateway.view;

import io.basiswatch.gateway.problem.ProblemException;
import io.basiswatch.gateway.problem.Reason;
import io.basiswatch.model.series.SeriesKeys;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What there is: indicators, in the words of those who compute them, and assets. */
@ApplicationScoped
public class Catalogue {
    private static final Pattern INDICATOR = Pattern.compile("[a-z0-9_]{1,100}");
    private static final Pattern ASSET = Pattern.compile("[A-Z0-9]{1,20}");

    private final ViewReader view;

    Catalogue(ViewReader view) {
        this.view = view;
    }

    /** All definitions, by id. */
    public Uni<List<JsonObject>> definitions() {
        return view.ask("HGETALL", SeriesKeys.CATALOGUE)
                .map(answer -> ViewReader.pairs(answer).entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(entry -> new JsonObject(entry.getValue()))
                        .toList());
    }

    /** The definition, or a problem where there is none. */
    public Uni<JsonObject> definition(String indicator) {
        if (!INDICATOR.matcher(indicator).matches()) {
            return Uni.createFrom().failure(unknownIndicator(indicator));
        }
        return view.ask("HGET", SeriesKeys.CATALOGUE, indicator)
                .map(answer -> new JsonObject(ViewReader.text(answer.orElseThrow(() -> unknownIndicator(indicator)))));
    }

    private static ProblemException unknownIndicator(String indicator) {
        return ProblemException.of(
                Reason.UNKNOWN_INDICATOR,
                "indicator",
                "There is no indicator '" + shortened(indicator) + "'; /v1/indicators lists all.");
    }

    /** The assets that have values, in order. */
    public Uni<TreeSet<String>> assets() {
        return view.ask("SMEMBERS", SeriesKeys.ASSETS).map(answer -> new TreeSet<>(ViewReader.texts(answer)));
    }

    /** {@code asset} as it was given, or a problem where it has no values. */
    public Uni<String> requireAsset(String asset) {
        if (!ASSET.matcher(asset).matches()) {
            return Uni.createFrom().failure(unknownAsset(asset));
        }
        return view.ask("SISMEMBER", SeriesKeys.ASSETS, asset).map(answer -> {
            if (answer.isEmpty() || answer.get().toInteger() == 0) {
                throw unknownAsset(asset);
            }
            return asset;
        });
    }

    private static ProblemException unknownAsset(String asset) {
        return ProblemException.of(
                Reason.UNKNOWN_ASSET, "asset", "There are no values of '" + shortened(asset) + "'; see /v1/assets.");
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
