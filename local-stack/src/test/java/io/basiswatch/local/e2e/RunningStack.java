package io.basiswatch.local.e2e;

import io.basiswatch.local.Captures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** {@code basiswatch up} as a process, and what can be seen of it from outside. */
final class RunningStack implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(150);

    private final Process launcher;
    private final Path data;
    private final Path output;
    private final int port;
    private final HttpClient http = HttpClient.newHttpClient();

    private RunningStack(Process launcher, Path data, Path output, int port) {
        this.launcher = launcher;
        this.data = data;
        this.output = output;
        this.port = port;
    }

    /** Starts the launcher; it may fail to start the rest. */
    static RunningStack launch(Path data, int port, String... more) throws IOException {
        Path output = Files.createTempFile("basiswatch-up", ".out");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx512m",
                "-Dbasiswatch.home=" + Captures.HOME,
                "-cp",
                System.getProperty("java.class.path"),
                "io.basiswatch.local.Main",
                "up",
                "--data",
                data.toString(),
                "--port",
                Integer.toString(port)));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new RunningStack(process, data, output, port);
    }

    RunningStack awaitReady() {
        Eventually.holds("ready, so far: " + said(), START, () -> {
            if (!launcher.isAlive()) {
                throw new AssertionError("ended with " + launcher.exitValue() + ": " + said());
            }
            return said().lines().anyMatch(line -> line.startsWith("ready  "));
        });
        return this;
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    String said() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Process launcher() {
        return launcher;
    }

    /** All processes of this installation that are alive: the launcher aside, whoever their parent is. */
    List<ProcessHandle> children() {
        try (Stream<String> lines = Files.lines(data.resolve("processes"))) {
            return lines.map(line -> Long.parseLong(line.split(" ")[0]))
                    .map(ProcessHandle::of)
                    .flatMap(Optional::stream)
                    .filter(ProcessHandle::isAlive)
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** The process of a service. */
    Optional<ProcessHandle> service(String name) {
        return children().stream()
                .filter(process -> process.info().commandLine().orElse("").contains(name + "-service/target"))
                .findFirst();
    }

    int port() {
        return port;
    }

    String key() throws IOException {
        return Files.readString(data.resolve("api-key")).strip();
    }

    /** The body of an answer; empty where the gateway does not answer so. */
    Optional<String> get(String path) {
        return send(path, HttpRequest.Builder::GET);
    }

    /** The same of what is sent as JSON. */
    Optional<String> post(String path, String json) {
        return send(
                path,
                request -> request.header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    private Optional<String> send(String path, UnaryOperator<HttpRequest.Builder> method) {
        try {
            HttpRequest request = method.apply(HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                            .header("X-API-Key", key())
                            .timeout(Duration.ofSeconds(15)))
                    .build();
            var response = http.send(request, BodyHandlers.ofString());
            return response.statusCode() == 200 ? Optional.of(response.body()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** What the gateway answers to another key; 0 where it does not answer. */
    int status(String path, String otherKey) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                    .header("X-API-Key", otherKey)
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return http.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    /** As Ctrl-C does, by SIGTERM: a build that runs in the background has SIGINT ignored, and so has what it starts. */
    void stop() {
        launcher.destroy();
    }

    @Override
    public void close() throws Exception {
        if (launcher.isAlive()) {
            launcher.destroy();
            Eventually.holds("end of the launcher", Duration.ofSeconds(30), () -> !launcher.isAlive());
        }
        http.close();
    }
}
