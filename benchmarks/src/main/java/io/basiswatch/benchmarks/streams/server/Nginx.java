package io.basiswatch.benchmarks.streams.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** nginx with Debian's configuration and one site, which does no more than pass requests on. */
public final class Nginx implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/sbin/nginx");
    private static final Path DEFAULTS = Path.of("/etc/nginx/nginx.conf");
    /** What only the system's own instance can have: its files, its sites, the user that it changes to. */
    private static final Pattern SYSTEM_ONLY =
            Pattern.compile("\\s*(user|pid|error_log|access_log|include /etc/nginx/(conf\\.d|sites-enabled))\\b.*");

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final int port;
    private final Program program;

    private Nginx(int port, Program program) {
        this.port = port;
        this.program = program;
    }

    /** Whether it is installed, with its configuration. */
    public static boolean isThere() {
        return Files.isExecutable(PROGRAM) && Files.isReadable(DEFAULTS);
    }

    /** In front of the gateway on {@code behind}. */
    public static Nginx start(int behind, Path folder) throws IOException {
        int port = Program.freePort();
        boolean isRoot = "root".equals(System.getProperty("user.name"));
        String site = """
                access_log off;
                server {
                  listen 127.0.0.1:%d;
                  location / { proxy_pass http://127.0.0.1:%d; }
                }
                """.formatted(port, behind);
        String defaults = Files.readAllLines(DEFAULTS).stream()
                .filter(line -> !SYSTEM_ONLY.matcher(line).matches())
                .collect(Collectors.joining("\n"));
        int lastBrace = lastBraceOfHttp(defaults);
        String config = "daemon off;\n" + (isRoot ? "user root;\n" : "") + "pid " + folder + "/nginx-" + port
                + ".pid;\nerror_log stderr;\n" + defaults.substring(0, lastBrace) + site
                + defaults.substring(lastBrace);
        Path file = Files.writeString(folder.resolve("nginx-" + port + ".conf"), config);
        Program program = Program.start(
                        "nginx-" + port, List.of(PROGRAM.toString(), "-c", file.toString()), Map.of(), folder)
                .await(PATIENCE, () -> Program.accepts(port));
        return new Nginx(port, program);
    }

    /** Comments at the end of the file have braces of their own. */
    private static int lastBraceOfHttp(String config) {
        return config.lastIndexOf("\n}") + 1;
    }

    public int port() {
        return port;
    }

    @Override
    public void close() {
        program.close();
    }
}
