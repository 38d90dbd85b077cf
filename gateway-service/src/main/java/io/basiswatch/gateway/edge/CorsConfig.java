package io.basiswatch.gateway.edge;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;
import java.util.Set;

/** Which other origins may read answers in a browser. */
@ConfigMapping(prefix = "gateway.cors")
interface CorsConfig {
    /** Such as {@code https://app.example.org}; {@code *} for any: no cookies are used, so a key is needed anyway. */
    Optional<Set<String>> origins();
}
