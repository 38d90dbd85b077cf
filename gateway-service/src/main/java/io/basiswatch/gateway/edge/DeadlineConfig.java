package io.basiswatch.gateway.edge;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long things may take. */
@ConfigMapping(prefix = "gateway.deadline")
interface DeadlineConfig {
    /** From the arrival of a request's head until its answer begins. */
    @WithDefault("10s")
    Duration request();
}
