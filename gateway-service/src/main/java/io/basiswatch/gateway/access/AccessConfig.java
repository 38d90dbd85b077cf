package io.basiswatch.gateway.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Keys: {@code GATEWAY_KEY_PEPPER}, {@code GATEWAY_BOOTSTRAP_KEY_FILE} and how long answers of the database hold. */
@ConfigMapping(prefix = "gateway")
interface AccessConfig {
    /** What the hashes of new keys are made with. Required. */
    Optional<String> keyPepper();

    /** The name of that pepper, which is stored with each key. A new pepper needs a new name. */
    @WithDefault("1")
    String keyPepperId();

    /** The peppers that older keys were made with, each as {@code ID:PEPPER}. */
    Optional<List<String>> formerKeyPeppers();

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

    /** Keys that are remembered: known, unknown and revoked ones each. */
    @WithDefault("10000")
    int keyCacheSize();

    /** How often the uses of keys are written down; no less than a minute in production. */
    @WithDefault("60s")
    Duration keyUsageEvery();

    /** Whether the webhook takes a key in its query, as the clients that it is for send it. */
    @WithDefault("true")
    boolean webhookQueryKeys();
}
