package io.basiswatch.benchmarks.rest;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A Quarkus application in a process of its own, with the same virtual machine and heap as the other one. */
final class ServerProcess implements Closeable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    private final Process process;
    private final Path log;

    /**
     * Starts it.
     *
     * @param jar its {@code quarkus-run.jar}
     * @param environment how it is configured
     * @param log where its output goes
     */
    ServerProcess(Path jar, Map<String, String> environment, Path log) throws IOException {
        this.log = log;
        List<String> command = new ArrayList<>(List.of(JAVA.toString(), "-Xmx512m"));
        String more = System.getProperty("benchmark.server-options", "");
        if (!more.isBlank()) {
            command.addAll(List.of(more.split(" ")));
        }
        command.addAll(List.of("-jar", jar.toString()));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        this.process = builder.start();
    }

    /** Waits until the URL is answered with a success. */
    void await(String url, List<String> header) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(2));
        if (!header.isEmpty()) {
            request.headers(header.toArray(String[]::new));
        }
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try (HttpClient http = HttpClient.newHttpClient()) {
            while (!isAnswered(http, request.build())) {
                if (!process.isAlive() || System.nanoTime() > deadline) {
                    throw new IOException(url + " is not answered, see " + log);
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
    }

    private static boolean isAnswered(HttpClient http, HttpRequest request) throws InterruptedException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
