package io.basiswatch.local.trial;

import io.basiswatch.local.CommandFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One instance of a service: a process that may be started again under the same name and at the same ports. */
final class Member implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(180);
    private static final Duration ASK = Duration.ofSeconds(1);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Kind kind;
    private final String name;
    private final Path home;
    private final Path log;
    private final Map<String, String> environment;
    private final int port = TrialCluster.freePort();
    private final int managementPort = TrialCluster.freePort();
    private TrialProcess process;

    /** Which of the three services, and the largest heap it gets. */
    enum Kind {
        COLLECTOR("384m"),
        INDICATOR("384m"),
        GATEWAY("256m");

        private final String heap;

        Kind(String heap) {
            this.heap = heap;
        }

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param home the project's folder, with the packaged services
     * @param folder where it writes its log
     * @param environment what it is configured with, beside its ports
     */
    Member(Kind kind, String name, Path home, Path folder, Map<String, String> environment) {
        this.kind = kind;
        this.name = name;
        this.home = home;
        this.log = folder.resolve(name + ".log");
        this.environment = new HashMap<>(environment);
        this.environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        this.environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        this.environment.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
        this.environment.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(managementPort));
    }

    /**
     * Starts it and does not wait for it.
     *
     * @param prefix what stands before {@code java}; mostly nothing
     */
    void start(String... prefix) {
        // Quick to start: what a compiler of the second stage would gain is not at stake here.
        List<String> arguments = new ArrayList<>(List.of(
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx" + kind.heap, "-XX:+ExitOnOutOfMemoryError"));
        arguments.add("-jar");
        arguments.add(home.resolve(kind.text() + "-service/target/quarkus-app/quarkus-run.jar")
                .toString());
        process = TrialProcess.java(name, List.of(prefix), arguments, environment, log);
    }

    void awaitReady() {
        TrialCluster.await(name, START, () -> {
            if (!process.isAlive()) {
                throw CommandFailure.failed(name + " ended (see " + log + ")");
            }
            return isReady();
        });
    }

    /** Whether it says that it can serve. */
    boolean isReady() {
        URI health = URI.create("http://127.0.0.1:" + managementPort + "/q/health/ready");
        HttpRequest request = HttpRequest.newBuilder(health).timeout(ASK).build();
        try {
            return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailure.failed("interrupted", e);
        }
    }

    /** What a counter stands at, over all its labels; {@code ?} where it is not told. */
    String metric(String name) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + "/q/metrics"))
                .timeout(ASK)
                .build();
        try {
            String page = HTTP.send(request, BodyHandlers.ofString()).body();
            List<String> lines = page.lines()
                    .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                    .toList();
            double sum = lines.stream()
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
            return lines.isEmpty() ? "?" : String.format(Locale.ROOT, "%.0f", sum);
        } catch (IOException e) {
            return "?";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailure.failed("interrupted", e);
        }
    }

    Kind kind() {
        return kind;
    }

    String name() {
        return name;
    }

    int port() {
        return port;
    }

    TrialProcess process() {
        return process;
    }

    @Override
    public void close() {
        process.close();
    }
}
