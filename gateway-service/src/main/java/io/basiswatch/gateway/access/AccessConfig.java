package io.basiswatch.gateway.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Keys: {@code GATEWAY_KEY_PEPPER}, {@code GATEWAY_BOOTSTRAP_KEY_FILE} and how long answers of the database hold. */
@ConfigMapping(prefix = "gateway")
interface AccessConfig {
    /** What the hashes of keys are made with. Required; a new one makes every key invalid. */
    Optional<String> keyPepper();

    /** Where the first key is written. */
    Optional<Path> bootstrapKeyFile();

    /** How long a known key is not looked up again. */
    @WithDefault("30s")
    Duration keyCache();

    /** How long an unknown key is not looked up again. */
    @WithDefault("5s")
    Duration unknownKeyCache();

    /** How long a known key goes on working while the database is away. */
    @WithDefault("5M")
    Duration keyCacheWithoutDatabase();

    /** Keys that are remembered, known and unknown each. */
    @WithDefault("10000")
    int keyCacheSize();
}
