package io.basiswatch.gateway.edge;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;
import java.util.Set;

/** {@code GATEWAY_TRUSTED_PROXIES}: who may say on whose behalf it asks. */
@ConfigMapping(prefix = "gateway.trusted")
interface ProxyConfig {
    /** Blocks of addresses, such as {@code 10.0.0.0/8}. Without any, {@code X-Forwarded-For} is never looked at. */
    Optional<Set<String>> proxies();
}
