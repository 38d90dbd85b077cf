package io.basiswatch.gateway.edge;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A route on its way out, as its answers tell it.
 *
 * @param path which paths are meant
 * @param deprecation value of the field Deprecation (RFC 9745)
 * @param sunset value of the field Sunset (RFC 8594), where an end is known
 * @param link value of the field Link, where there is something to read or to use instead
 */
record Retirement(Pattern path, String deprecation, Optional<String> sunset, Optional<String> link) {
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** @throws ConfigurationException where the route would be gone before it was deprecated */
    static Retirement of(String name, RetirementConfig.Route route) {
        Optional<Instant> sunset = route.sunset();
        if (sunset.isPresent() && sunset.get().isBefore(route.deprecated())) {
            throw new ConfigurationException("gateway.retired." + name + ": sunset is before deprecated");
        }
        List<String> links = new ArrayList<>();
        route.explained().ifPresent(uri -> {
            links.add("<" + uri + ">; rel=\"deprecation\"; type=\"text/html\"");
            sunset.ifPresent(end -> links.add("<" + uri + ">; rel=\"sunset\"; type=\"text/html\""));
        });
        route.successor().ifPresent(uri -> links.add("<" + uri + ">; rel=\"successor-version\""));
        return new Retirement(
                pattern(route.path()),
                "@" + route.deprecated().getEpochSecond(),
                sunset.map(HTTP_DATE::format),
                links.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", links)));
    }

    private static Pattern pattern(String path) {
        return Pattern.compile(
                List.of(path.split("\\*", -1)).stream().map(Pattern::quote).collect(Collectors.joining(".*")));
    }

    boolean isAbout(String requested) {
        return requested != null && path.matcher(requested).matches();
    }
}
