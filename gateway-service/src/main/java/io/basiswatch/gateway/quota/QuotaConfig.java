package io.basiswatch.gateway.quota;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.util.Map;

/**
 * The classes of quotas by name, such as {@code gateway.quotas.default.requests-per-minute}; a key's class is one of them.
 * A quota of 0 is none at all: nothing passes.
 */
@ConfigMapping(prefix = "gateway.quotas")
interface QuotaConfig {
    @WithParentName
    Map<String, Limits> classes();

    /** What a key of the class may have. */
    interface Limits {
        /** Requests of one key in any 60 seconds. */
        @WithDefault("6000")
        int requestsPerMinute();

        /** Requests of all keys of one owner together in any 60 seconds; each key goes by the quota of its own class. */
        @WithDefault("18000")
        int ownerRequestsPerMinute();

        /** Streams of one key that are open at a time. */
        @WithDefault("10")
        int streams();
    }
}
