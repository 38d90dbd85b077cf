package io.basiswatch.gateway.view;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** For how long what was read from Redis serves others who ask the same; none of it can be older than this. */
@ConfigMapping(prefix = "gateway.view")
interface ViewConfig {
    /** The catalogue and the list of assets, which change with releases. */
    @WithDefault("1s")
    Duration catalogueCache();

    /** The newest values of an asset, which come once a second. */
    @WithDefault("200ms")
    Duration latestCache();

    /** The last imported days of series of which nothing else is known. */
    @WithDefault("10s")
    Duration importedCache();
}
