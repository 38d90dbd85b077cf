package io.basiswatch.gateway.quota;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What one client address may have, whatever keys it sends. */
@ConfigMapping(prefix = "gateway.addresses")
interface AddressConfig {
    /** Requests with a key in any 60 seconds. */
    @WithDefault("30000")
    int requestsPerMinute();

    /** Streams that are open at a time. */
    @WithDefault("100")
    int streams();

    /** Keys in any 60 seconds that turn out not to be valid, before keys are no longer looked up for the address. */
    @WithDefault("10")
    int failedKeysPerMinute();
}
