package io.basiswatch.gateway.edge;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** {@code gateway.retired.<any name>.…}: which routes are on their way out, and until when they are there. */
@ConfigMapping(prefix = "gateway.retired")
interface RetirementConfig {
    @WithParentName
    Map<String, Route> routes();

    /** One of them. */
    interface Route {
        /** Such as {@code /v1/old/*}; {@code *} stands for anything. */
        String path();

        /** Since when it should not be used any more. */
        Instant deprecated();

        /** When it will be gone; not before {@link #deprecated}. */
        Optional<Instant> sunset();

        /** Where people can read about it. */
        Optional<URI> explained();

        /** What to use instead. */
        Optional<URI> successor();
    }
}
