package io.basiswatch.local.stack;

import io.basiswatch.local.CommandFailure;
import io.basiswatch.local.venue.ReplayVenues;
import io.basiswatch.local.venue.Truth;
import io.basiswatch.local.venue.TruthFile;
import io.basiswatch.model.Venue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The order in which everything is started: what does not need one another at the same time. */
final class LocalStack {
    private static final Duration KEY_PATIENCE = Duration.ofSeconds(20);
    private static final int PORTS = 11;
    /** Of one file of the truth; there are two at most. */
    private static final long TRUTH_BYTES = 2L << 30;

    private final UpOptions options;
    private final Resources resources;
    private final Progress progress;
    private final DataDirectory data;
    private final Guard guard;
    private final List<Integer> ports;

    private LocalStack(UpOptions options, Resources resources, Progress progress) throws IOException {
        this.options = options;
        this.resources = resources;
        this.progress = progress;
        Ports.requireFree(options.port());
        this.data = resources.add("data", DataDirectory.open(options.data()));
        InfrastructureLog.to(data.log("infrastructure"));
        this.guard = resources.add("guard", Guard.start(data.processes()));
        this.ports = Ports.free(PORTS);
    }

    /**
     * Returns when all services are ready.
     *
     * @throws CommandFailure where anything does not start
     */
    static void start(UpOptions options, Resources resources, Progress progress) {
        try {
            new LocalStack(options, resources, progress).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void start() throws IOException {
        progress.line("data", data.toString());
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            var postgres = later(threads, "postgres", () -> PostgresServer.start(data, ports.get(0), guard));
            var redis = later(threads, "redis", () -> RedisServer.start(data, ports.get(1), guard));
            var kafka = later(threads, "kafka", () -> KafkaServer.start(data, ports.get(2), ports.get(3)));
            var venues = CompletableFuture.supplyAsync(this::venues, threads);
            Map<String, String> environment = new HashMap<>();
            environment.putAll(got(postgres).environment());
            environment.putAll(got(redis).environment());
            environment.putAll(got(kafka).environment());
            Optional<ReplayVenues> replayed = got(venues);
            services(threads, environment, replayed);
        } finally {
            threads.shutdownNow();
        }
        Await.until(KEY_PATIENCE, () -> Files.exists(data.apiKey()), () -> "no API key in " + data.apiKey());
        progress.ready(
                "http://localhost:" + options.port(),
                Files.readString(data.apiKey()).strip());
    }

    private <T extends AutoCloseable> CompletableFuture<T> later(
            ExecutorService threads, String name, Supplier<T> start) {
        return CompletableFuture.supplyAsync(
                () -> {
                    long begin = System.nanoTime();
                    T started = resources.add(name, start.get());
                    progress.ready(name, begin);
                    return started;
                },
                threads);
    }

    private static <T> T got(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw CommandFailure.failed("the start failed: " + e.getCause(), e);
        }
    }

    private Optional<ReplayVenues> venues() {
        if (options.live()) {
            progress.line("venues", "the real ones");
            return Optional.empty();
        }
        ReplayVenues venues = resources.add("venues", replayed());
        String names = venues.venues().stream().map(Venue::id).collect(Collectors.joining(", "));
        String how = options.simulation().isPresent()
                ? "simulating "
                : options.speed() == 1 ? "replaying " : "replaying at speed " + options.speed() + ' ';
        progress.line("venues", how + names);
        options.simulation()
                .filter(simulation -> !simulation.faults().faults().isEmpty())
                .ifPresent(simulation -> progress.line("faults", "\n" + simulation.faults()));
        return Optional.of(venues);
    }

    private ReplayVenues replayed() {
        return options.simulation()
                .map(simulation ->
                        ReplayVenues.simulate(simulation, options.captures(), ports.get(4), Clock.systemUTC(), truth()))
                .orElseGet(
                        () -> ReplayVenues.start(options.captures(), options.speed(), ports.get(4), Clock.systemUTC()));
    }

    /** Closed after the venues, which write to it. */
    private Truth truth() {
        if (options.truth().isEmpty()) {
            return Truth.UNTOLD;
        }
        Path file = options.truth().get();
        try {
            return resources.add("truth", new TruthFile(file, TRUTH_BYTES));
        } catch (IOException e) {
            throw CommandFailure.failed("cannot write " + file + ": " + e, e);
        }
    }

    private void services(ExecutorService threads, Map<String, String> infrastructure, Optional<ReplayVenues> replayed)
            throws IOException {
        Map<String, String> collector = new HashMap<>(infrastructure);
        collector.put("COLLECTOR_ASSETS", String.join(",", options.assets()));
        options.record().ifPresent(folder -> collector.put("COLLECTOR_RECORD_DIR", folder.toString()));
        replayed.ifPresent(venues -> collector.putAll(VenueEnvironment.of(venues)));
        if (options.simulation().isPresent()) {
            LocalDate today = LocalDate.now(Clock.systemUTC());
            collector.putAll(SimulatedReserves.write(
                    data.reserves(), options.simulation().get().seed(), today));
        }
        Map<String, String> gateway = new HashMap<>(infrastructure);
        gateway.put("GATEWAY_KEY_PEPPER", data.pepper());
        gateway.put("GATEWAY_BOOTSTRAP_KEY_FILE", data.apiKey().toString());
        gateway.put("GATEWAY_INDICATOR_URL", "http://127.0.0.1:" + ports.get(5));
        gateway.put("GATEWAY_ADMIN_TOKEN_FILE", data.adminToken().toString());
        gateway.put("GATEWAY_ADMIN_PORT", Integer.toString(ports.get(10)));
        resources.add("admin plane", AdminAddress.publish(data.adminAddress(), ports.get(10)));

        List<Service> services = List.of(
                launch("indicator", ports.get(5), ports.get(6), "640m", infrastructure),
                launch("collector", ports.get(7), ports.get(8), "256m", collector),
                launch("gateway", options.port(), ports.get(9), "256m", gateway));
        awaitAll(services.stream()
                .map(service -> CompletableFuture.runAsync(service::awaitReady, threads))
                .toList());
    }

    /** Waits for all, or for the first that fails. */
    private static void awaitAll(List<CompletableFuture<Void>> futures) {
        CompletableFuture<Void> end = new CompletableFuture<>();
        CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new)).thenRun(() -> end.complete(null));
        futures.forEach(future -> future.exceptionally(failure -> {
            end.completeExceptionally(failure);
            return null;
        }));
        got(end);
    }

    private Service launch(String name, int port, int managementPort, String memory, Map<String, String> environment) {
        Map<String, String> whole = new HashMap<>(environment);
        whole.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        whole.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        whole.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
        whole.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(managementPort));
        ServiceSpec spec =
                new ServiceSpec(name, ServiceSpec.jar(options.home(), name), managementPort, memory, Map.copyOf(whole));
        return resources.add(name, Service.start(spec, data, guard, progress));
    }
}
