package io.basiswatch.collector.feed;

import java.util.List;
import java.util.Map;

/**
 * Where to find a venue.
 *
 * @param wsUrl the base of its WebSocket addresses, without a trailing slash
 * @param restUrl the base of its REST addresses, without a trailing slash
 * @param options what only this venue knows, such as the path of a class of streams
 */
public record VenueSettings(String wsUrl, String restUrl, Map<String, String> options) {
    public VenueSettings {
        wsUrl = withoutSlash(wsUrl);
        restUrl = withoutSlash(restUrl);
        options = Map.copyOf(options);
    }

    private static String withoutSlash(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    public String option(String name, String otherwise) {
        return options.getOrDefault(name, otherwise);
    }

    /** An option that holds alternatives, separated by commas, in the order in which to try them. */
    public List<String> alternatives(String name, String otherwise) {
        return List.of(option(name, otherwise).split(",", -1)).stream()
                .map(String::strip)
                .toList();
    }
}
