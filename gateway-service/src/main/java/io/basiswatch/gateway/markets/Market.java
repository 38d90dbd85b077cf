package io.basiswatch.gateway.markets;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;

/**
 * A market and what was last heard of it.
 *
 * @param name of the instrument, which begins with its venue
 * @param asset whose market it is
 * @param heard as {@link io.basiswatch.model.series.SeriesKeys#markets} says
 * @param state whether anything is heard of it
 * @param newest when something of it came last, milliseconds since the epoch; empty for never
 */
record Market(String name, String asset, JsonObject heard, State state, Optional<Long> newest) {
    static Market of(String name, String asset, JsonObject heard, long at, long now) {
        Optional<Long> newest = heard.getJsonObject("newest", new JsonObject()).getMap().values().stream()
                .map(time -> ((Number) time).longValue())
                .max(Long::compare);
        return new Market(name, asset, heard, State.of(newest.orElse(0L), at, now), newest);
    }

    String venue() {
        return name.substring(0, name.indexOf(':'));
    }

    JsonObject json(long now) {
        return new JsonObject()
                .put("market", name)
                .put("venue", venue())
                .put("asset", asset)
                .put("symbol", heard.getString("symbol"))
                .put("contract_size", heard.getDouble("contract_size"))
                .put("listed", heard.getLong("listed"))
                .put("state", state.code())
                .put("age_ms", newest.map(time -> Math.max(0, now - time)).orElse(null))
                .put(
                        "newest",
                        new JsonObject(Map.copyOf(
                                heard.getJsonObject("newest", new JsonObject()).getMap())))
                .put("gap", heard.getLong("gap"));
    }
}
