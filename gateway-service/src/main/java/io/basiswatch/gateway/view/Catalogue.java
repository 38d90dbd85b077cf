package io.basiswatch.gateway.view;

import io.basiswatch.gateway.problem.ProblemException;
import io.basiswatch.gateway.problem.Reason;
import io.basiswatch.model.series.SeriesKeys;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What there is: indicators, in the words of those who compute them, and assets. */
@ApplicationScoped
public class Catalogue {
    private static final Pattern INDICATOR = Pattern.compile("[a-z0-9_]{1,100}");
    private static final Pattern ASSET = Pattern.compile("[A-Z0-9]{1,20}");

    private static final String ALL = "";

    private final ViewReader view;
    private final Remembered<String, NavigableMap<String, JsonObject>> definitions;
    private final Remembered<String, TreeSet<String>> assets;

    Catalogue(ViewReader view, ViewConfig config) {
        this.view = view;
        this.definitions = new Remembered<>(
                config.catalogueCache(),
                all -> view.ask("HGETALL", SeriesKeys.CATALOGUE).map(Catalogue::read));
        this.assets = new Remembered<>(config.catalogueCache(), all -> assets());
    }

    private static NavigableMap<String, JsonObject> read(Optional<Response> answer) {
        NavigableMap<String, JsonObject> definitions = new TreeMap<>();
        ViewReader.pairs(answer).forEach((id, json) -> definitions.put(id, new JsonObject(json)));
        return definitions;
    }

    /** All definitions, by id. They are shared: whoever changes one copies it first. */
    public Uni<List<JsonObject>> definitions() {
        return definitions.get(ALL).map(all -> List.copyOf(all.values()));
    }

    /** The definition, shared like all, or a problem where there is none. */
    public Uni<JsonObject> definition(String indicator) {
        if (!INDICATOR.matcher(indicator).matches()) {
            return Uni.createFrom().failure(unknownIndicator(indicator));
        }
        return definitions.get(ALL).map(all -> {
            JsonObject definition = all.get(indicator);
            if (definition == null) {
                throw unknownIndicator(indicator);
            }
            return definition;
        });
    }

    /** Whether the indicator is there, as far as can be said without asking Redis. */
    public boolean remembers(String indicator) {
        return definitions.here(ALL).filter(all -> all.containsKey(indicator)).isPresent();
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
        return assets.get(ALL).map(all -> {
            if (!all.contains(asset)) {
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
