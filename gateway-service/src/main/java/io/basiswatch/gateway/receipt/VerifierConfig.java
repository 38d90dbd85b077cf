package io.basiswatch.gateway.receipt;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/** Where receipts are computed again: {@code GATEWAY_INDICATOR_URL}, {@code GATEWAY_INDICATOR_PATIENCE}. */
@ConfigMapping(prefix = "gateway.indicator")
interface VerifierConfig {
    /** The indicator service, without a path. */
    @WithDefault("http://localhost:8082")
    URI url();

    /** How long its answer is waited for. */
    @WithDefault("8s")
    Duration patience();
}
