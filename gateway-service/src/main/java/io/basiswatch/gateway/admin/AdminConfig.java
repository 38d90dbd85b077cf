package io.basiswatch.gateway.admin;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** {@code GATEWAY_ADMIN_TOKEN_FILE} or {@code GATEWAY_ADMIN_TOKEN}, {@code GATEWAY_ADMIN_PORT}, {@code GATEWAY_ADMIN_HOST}. */
@ConfigMapping(prefix = "gateway.admin")
interface AdminConfig {
    /** The credential, or several: see {@link AdminCredentials}. Without one there is no admin plane. */
    Optional<String> token();

    /** A file with the same. */
    Optional<Path> tokenFile();

    /** Where to listen; anything but this machine alone needs a network that keeps others out. */
    @WithDefault("127.0.0.1")
    String host();

    @WithDefault("9180")
    int port();
}
