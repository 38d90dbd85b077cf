package io.basiswatch.local.trial;

import io.basiswatch.local.CommandFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListTopicsOptions;

/** A broker and any number of collectors, each a process of its own, in a folder that is theirs. */
final class TrialCluster implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(5);
    private static final Duration ASK = Duration.ofSeconds(2);
    private static final long POLL_MILLIS = 100;

    private final Path home;
    private final Path folder;
    private final Map<String, String> collectorEnvironment;
    private final int kafkaPort = freePort();
    private final int controllerPort = freePort();
    private final Map<String, Collector> collectors = new TreeMap<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private TrialProcess broker;

    /** A collector and where it tells of its health. */
    record Collector(TrialProcess process, int managementPort) {}

    /**
     * Starts the broker.
     *
     * @param home the project's folder, with the packaged services
     * @param collectorEnvironment what every collector is configured with, beside its name and the broker
     */
    TrialCluster(Path home, Map<String, String> collectorEnvironment) throws IOException {
        this.home = home;
        this.folder = Files.createTempDirectory("basiswatch-trial");
        this.collectorEnvironment = Map.copyOf(collectorEnvironment);
        this.broker = startBroker();
        awaitBroker();
    }

    private TrialProcess startBroker() {
        return TrialProcess.java(
                "broker",
                List.of(),
                List.of(
                        "-Xmx512m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BrokerProgram.class.getName(),
                        folder.resolve("kafka").toString(),
                        Integer.toString(kafkaPort),
                        Integer.toString(controllerPort)),
                Map.of(),
                folder.resolve("broker.log"));
    }

    private void awaitBroker() {
        await("the broker", START, () -> {
            try (Admin admin = Admin.create(Map.of(
                    AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers(),
                    AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 2_000,
                    AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 2_000))) {
                return hasLeaders(admin);
            } catch (Exception e) {
                return false;
            }
        });
    }

    /** A broker that is killed answers again before its partitions can be written to: the controller waits for the one of before. */
    private static boolean hasLeaders(Admin admin) throws ExecutionException, InterruptedException {
        Set<String> topics = admin.listTopics(new ListTopicsOptions().listInternal(true))
                .names()
                .get();
        return admin.describeTopics(topics).allTopicNames().get().values().stream()
                .flatMap(topic -> topic.partitions().stream())
                .allMatch(partition ->
                        partition.leader() != null && !partition.leader().isEmpty());
    }

    String bootstrapServers() {
        return "localhost:" + kafkaPort;
    }

    int kafkaPort() {
        return kafkaPort;
    }

    TrialProcess broker() {
        return broker;
    }

    /** Starts the broker again, with the log that it had. */
    void restartBroker() {
        broker = startBroker();
        awaitBroker();
    }

    /** Starts a collector and waits until it is ready. */
    Collector collector(String id, String... prefix) {
        int port = freePort();
        Map<String, String> environment = new HashMap<>(collectorEnvironment);
        environment.put("COLLECTOR_ID", id);
        environment.put("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers());
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(freePort()));
        environment.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
        environment.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(port));
        TrialProcess process = TrialProcess.java(
                id,
                List.of(prefix),
                List.of(
                        "-Xmx384m",
                        "-XX:+UseSerialGC",
                        "-jar",
                        home.resolve("collector-service/target/quarkus-app/quarkus-run.jar")
                                .toString()),
                environment,
                folder.resolve(id + ".log"));
        Collector started = new Collector(process, port);
        collectors.put(id, started);
        await(id, START, () -> isReady(started));
        return started;
    }

    Map<String, Collector> collectors() {
        return collectors;
    }

    private boolean isReady(Collector collector) {
        if (!collector.process().isAlive()) {
            throw CommandFailure.failed(collector.process().name() + " ended (see "
                    + collector.process().log() + ")");
        }
        return status(collector, "/q/health/ready") == 200;
    }

    private int status(Collector collector, String path) {
        try {
            return http.send(request(collector, path), BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailure.failed("interrupted", e);
        }
    }

    /** The metrics of a collector, as Prometheus reads them. */
    String metrics(Collector collector) throws IOException, InterruptedException {
        return http.send(request(collector, "/q/metrics"), BodyHandlers.ofString())
                .body();
    }

    private static HttpRequest request(Collector collector, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + collector.managementPort() + path))
                .timeout(ASK)
                .build();
    }

    /**
     * Waits for a condition, because what happens in other processes is known in no other way.
     *
     * @throws CommandFailure where it does not come true in time
     */
    static void await(String what, Duration patience, BooleanSupplier condition) {
        long end = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw CommandFailure.failed(what + " did not come within " + patience.toSeconds() + " s");
            }
            pause(Duration.ofMillis(POLL_MILLIS));
        }
    }

    /** Lets a phase of a trial last. */
    static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailure.failed("interrupted", e);
        }
    }

    /** A port that nobody listens on. */
    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw CommandFailure.failed("no free port", e);
        }
    }

    @Override
    public void close() {
        collectors.values().forEach(collector -> collector.process().close());
        broker.close();
    }
}
