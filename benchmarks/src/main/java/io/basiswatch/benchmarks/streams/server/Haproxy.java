package io.basiswatch.benchmarks.streams.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** haproxy with Debian's configuration, and a backend of gateways whose readiness it asks for. */
public final class Haproxy implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/sbin/haproxy");
    private static final Path DEFAULTS = Path.of("/etc/haproxy/haproxy.cfg");
    /** What only the system's own instance can have: its log, its jail, its socket. */
    private static final Pattern SYSTEM_ONLY =
            Pattern.compile("\\s*(log|chroot|stats|user|group|daemon)\\b.*|\\s*option\\s+httplog.*");

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int CONNECTIONS_COLUMN = 4;

    private final int port;
    private final int statsPort;
    private final Program program;

    private Haproxy(int port, int statsPort, Program program) {
        this.port = port;
        this.statsPort = statsPort;
        this.program = program;
    }

    /** Whether it is installed, with its configuration. */
    public static boolean isThere() {
        return Files.isExecutable(PROGRAM) && Files.isReadable(DEFAULTS);
    }

    /** As Debian configures it. */
    public static Haproxy start(List<Place> servers, Path folder) throws IOException {
        return start(servers, "", folder);
    }

    /**
     * With {@code option http-no-delay}: without it haproxy asks the kernel to wait for more of any answer that has not
     * ended, for up to 200 ms.
     */
    public static Haproxy startWithoutDelay(List<Place> servers, Path folder) throws IOException {
        return start(servers, "option http-no-delay", folder);
    }

    private static Haproxy start(List<Place> servers, String option, Path folder) throws IOException {
        int port = Program.freePort();
        int statsPort = Program.freePort();
        String defaults = Files.readAllLines(DEFAULTS).stream()
                .filter(line -> !SYSTEM_ONLY.matcher(line).matches())
                .collect(Collectors.joining("\n"));
        String config = defaults
                + """

                frontend clients
                  bind 127.0.0.1:%d
                  default_backend gateways
                backend gateways
                  balance leastconn
                  option httpchk GET /q/health/ready
                  %s
                %s
                listen figures
                  bind 127.0.0.1:%d
                  stats enable
                  stats uri /stats
                """.formatted(
                                port, option, servers.stream().map(Haproxy::line).collect(Collectors.joining("\n")), statsPort);
        Path file = Files.writeString(folder.resolve("haproxy-" + port + ".cfg"), config);
        Program program = Program.start(
                        "haproxy-" + port, List.of(PROGRAM.toString(), "-db", "-f", file.toString()), Map.of(), folder)
                .await(PATIENCE, () -> Program.accepts(port));
        return new Haproxy(port, statsPort, program);
    }

    private static String line(Place place) {
        return "  server " + place.name() + " 127.0.0.1:" + place.port() + " check port " + place.managementPort()
                + " inter 250ms fall 1 rise 1";
    }

    public int port() {
        return port;
    }

    /** Server → connections that it has now; servers that are down are left out. */
    public Map<String, Integer> connections() throws IOException {
        Map<String, Integer> connections = new TreeMap<>();
        for (String line : stats().lines().toList()) {
            String[] columns = line.split(",");
            if (columns[0].equals("gateways") && !columns[1].equals("BACKEND") && line.contains(",UP,")) {
                connections.put(columns[1], Integer.parseInt(columns[CONNECTIONS_COLUMN]));
            }
        }
        return connections;
    }

    private String stats() throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + statsPort + "/stats;csv"))
                .timeout(PATIENCE)
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, BodyHandlers.ofString()).body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        program.close();
    }
}
