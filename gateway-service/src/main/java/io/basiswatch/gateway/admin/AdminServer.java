package io.basiswatch.gateway.admin;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;

/**
 * The listener of the admin plane. It has an event loop of its own, so that no load of clients keeps an operator from
 * revoking a key.
 */
@ApplicationScoped
class AdminServer {
    private static final Logger LOG = Logger.getLogger(AdminServer.class);
    private static final int IDLE_SECONDS = 60;
    private static final int LARGEST_HEAD = 16 * 1024;

    private final AdminConfig config;
    private final AdminRoutes routes;
    private Optional<Vertx> vertx = Optional.empty();
    private OptionalInt port = OptionalInt.empty();

    AdminServer(AdminConfig config, AdminRoutes routes) {
        this.config = config;
        this.routes = routes;
    }

    /** @throws ConfigurationException with one clear line where it cannot be had as configured */
    void start(@Observes @Priority(20) StartupEvent started) {
        Optional<AdminCredentials> credentials = AdminCredentials.of(config);
        if (credentials.isEmpty()) {
            LOG.info("no admin plane: neither GATEWAY_ADMIN_TOKEN_FILE nor GATEWAY_ADMIN_TOKEN is set");
            return;
        }
        Vertx own = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        vertx = Optional.of(own);
        HttpServerOptions options = new HttpServerOptions()
                .setHost(config.host())
                .setPort(config.port())
                .setIdleTimeout(IDLE_SECONDS)
                .setMaxHeaderSize(LARGEST_HEAD);
        try {
            HttpServer server = own.createHttpServer(options)
                    .requestHandler(routes.router(own, credentials.get()))
                    .listen()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
            port = OptionalInt.of(server.actualPort());
        } catch (CompletionException e) {
            own.close();
            throw new ConfigurationException("the admin plane cannot listen at " + config.host() + ":" + config.port()
                    + ": " + e.getCause().getMessage());
        }
        LOG.infof("admin plane at http://%s:%d", config.host(), port.getAsInt());
    }

    void stop(@Observes ShutdownEvent stopping) {
        vertx.ifPresent(
                own -> own.close().toCompletionStage().toCompletableFuture().join());
    }

    /** Where it listens; empty where there is none. */
    OptionalInt port() {
        return port;
    }
}
