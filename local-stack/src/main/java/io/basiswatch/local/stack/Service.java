package io.basiswatch.local.stack;

import io.basiswatch.local.CommandFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * A service as a process of its own, watched: one that dies after it was ready is reported and started again, a little
 * later each time it dies soon.
 */
final class Service implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration REQUEST = Duration.ofSeconds(5);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    /** A run of this length wipes out what went before. */
    private static final Duration GOOD_RUN = Duration.ofSeconds(60);

    private final ServiceSpec spec;
    private final Path log;
    private final Guard guard;
    private final Progress progress;
    private final HttpClient http = HttpClient.newHttpClient();

    private ChildProcess process;
    private Duration pause = FIRST_PAUSE;
    private long startedAt;
    private boolean closed;

    private Service(ServiceSpec spec, Path log, Guard guard, Progress progress) {
        this.spec = spec;
        this.log = log;
        this.guard = guard;
        this.progress = progress;
    }

    /** Starts the process; {@link #awaitReady} waits for it. */
    static Service start(ServiceSpec spec, DataDirectory data, Guard guard, Progress progress) {
        if (!Files.isReadable(spec.jar())) {
            throw CommandFailure.failed(spec.name() + " is not built: " + spec.jar() + " is missing");
        }
        Service service = new Service(spec, data.log(spec.name()), guard, progress);
        service.launch();
        return service;
    }

    private synchronized void launch() {
        if (closed) {
            return;
        }
        try {
            process = ChildProcess.start(spec.name(), spec.command(), spec.environment(), log, guard);
            startedAt = System.nanoTime();
        } catch (IOException e) {
            throw CommandFailure.failed(spec.name() + " did not start: " + e.getMessage(), e);
        }
    }

    /**
     * Returns once the service says that it is ready, and watches it from then on.
     *
     * @throws CommandFailure where it ends or does not become ready
     */
    void awaitReady() {
        long start = System.nanoTime();
        Await.until(PATIENCE, this::isReady, () -> {
            current().requireAlive();
            return spec.name() + " is not ready (see " + log + ")";
        });
        progress.ready(spec.name(), start);
        watch();
    }

    private synchronized ChildProcess current() {
        return process;
    }

    private boolean isReady() {
        URI health = URI.create("http://localhost:" + spec.managementPort() + "/q/health/ready");
        HttpRequest request = HttpRequest.newBuilder(health).timeout(REQUEST).build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailure.failed("interrupted", e);
        }
    }

    private void watch() {
        ChildProcess watched = current();
        watched.onExit().thenRun(() -> ended(watched));
    }

    private synchronized void ended(ChildProcess ended) {
        if (closed) {
            return;
        }
        ended.forget();
        if (System.nanoTime() - startedAt > GOOD_RUN.toNanos()) {
            pause = FIRST_PAUSE;
        }
        progress.line(
                spec.name(), ended.ending() + "; starting it again in " + pause.toMillis() + " ms (see " + log + ")");
        Executor later = CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS);
        later.execute(() -> {
            launch();
            watch();
        });
        pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
    }

    @Override
    public void close() {
        ChildProcess last;
        synchronized (this) {
            closed = true;
            last = process;
        }
        last.close();
        http.close();
    }
}
