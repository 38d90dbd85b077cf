package io.basiswatch.benchmarks.streams.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The packaged gateway as a process. */
public final class Gateway implements AutoCloseable {
    /** All clients are one caller on one address: quotas that are made for many would end the measurement. */
    public static final Map<String, String> WITHOUT_QUOTAS = Map.of(
            "GATEWAY_LIVE_MAX_STREAMS", "15000",
            "GATEWAY_QUOTAS_DEFAULT_STREAMS", "15000",
            "GATEWAY_QUOTAS_DEFAULT_REQUESTS_PER_MINUTE", "1000000",
            "GATEWAY_QUOTAS_DEFAULT_OWNER_REQUESTS_PER_MINUTE", "1000000",
            "GATEWAY_ADDRESSES_STREAMS", "15000",
            "GATEWAY_ADDRESSES_REQUESTS_PER_MINUTE", "1000000");

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String PEPPER = "benchmarks-only-3f9a1c77d2e84b06";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Place place;
    private final Program program;
    private final Path keyFile;

    private Gateway(Place place, Program program, Path keyFile) {
        this.place = place;
        this.program = program;
        this.keyFile = keyFile;
    }

    /**
     * How a gateway is run.
     *
     * @param jar {@code quarkus-run.jar}
     * @param javaOptions of its JVM
     * @param environment of its configuration, beside stores, ports and keys
     */
    public record Setup(Path jar, List<String> javaOptions, Map<String, String> environment) {
        public Setup with(String variable, String value) {
            Map<String, String> more = new HashMap<>(environment);
            more.put(variable, value);
            return new Setup(jar, javaOptions, more);
        }
    }

    /** Starts one and returns as soon as it is ready. All of one folder have the same key. */
    public static Gateway start(Place place, Setup setup, Stores stores, Path folder) throws IOException {
        Gateway gateway = launch(place, setup, stores, folder);
        gateway.awaitReady();
        return gateway;
    }

    /** The same, without waiting. */
    public static Gateway launch(Place place, Setup setup, Stores stores, Path folder) throws IOException {
        Path keyFile = folder.resolve("api-key");
        Map<String, String> environment = new HashMap<>(stores.environment());
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(place.port()));
        environment.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
        environment.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(place.managementPort()));
        environment.put("GATEWAY_KEY_PEPPER", PEPPER);
        environment.put("GATEWAY_BOOTSTRAP_KEY_FILE", keyFile.toString());
        environment.putAll(setup.environment());
        List<String> command = new ArrayList<>(List.of(Program.java()));
        command.addAll(setup.javaOptions());
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED", "-jar", setup.jar().toString()));
        Program program = Program.start(place.name(), command, environment, folder);
        return new Gateway(place, program, keyFile);
    }

    public void awaitReady() {
        program.await(PATIENCE, this::isReady);
    }

    /** Whether it says that it can serve. */
    public boolean isReady() {
        URI health = URI.create("http://127.0.0.1:" + place.managementPort() + "/q/health/ready");
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(health).timeout(Duration.ofSeconds(2)).build();
            return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    public Place place() {
        return place;
    }

    public Program program() {
        return program;
    }

    /** The headers of a client that is let in. */
    public Map<String, String> headers() throws IOException {
        return Map.of("X-API-Key", Files.readString(keyFile).strip());
    }

    @Override
    public void close() {
        program.close();
    }
}
