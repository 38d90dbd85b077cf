package io.basiswatch.indicator.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import redis.embedded.RedisServer;

/** Real Redis servers for tests: one without time-series commands, and one with them where the machine has it. */
public final class RedisServers {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private RedisServers() {}

    /** A server that runs until it is closed. */
    public record Running(int port, AutoCloseable process) implements AutoCloseable {
        public String url() {
            return "redis://localhost:" + port;
        }

        @Override
        public void close() {
            try {
                process.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Redis 7 with core data types only. */
    public static Running plain() {
        return plain(freePort());
    }

    public static Running plain(int port) {
        RedisServer server = RedisServer.builder()
                .port(port)
                .setting("save \"\"")
                .setting("bind 127.0.0.1")
                .build();
        server.start();
        return new Running(port, server::stop);
    }

    /** The start script of a server with TS.* commands: REDIS_STACK_SERVER, or redis-stack-server on the PATH. */
    public static Optional<Path> stackServer() {
        Stream<String> named =
                Stream.ofNullable(System.getenv("REDIS_STACK_SERVER")).filter(path -> !path.isBlank());
        Stream<String> onPath = Stream.of(
                        System.getenv().getOrDefault("PATH", "").split(":"))
                .map(folder -> folder + "/redis-stack-server");
        return Stream.concat(named, onPath)
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** A server with TS.* commands. */
    public static Running stack(Path executable) {
        int port = freePort();
        try {
            Path folder = Files.createTempDirectory("redis-stack");
            Process process = new ProcessBuilder(List.of(
                            executable.toString(),
                            "--port",
                            Integer.toString(port),
                            "--save",
                            "",
                            "--dir",
                            folder.toString(),
                            "--bind",
                            "127.0.0.1"))
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile())
                    .start();
            awaitPort(port, process, folder.resolve("log"));
            return new Running(port, () -> process.destroyForcibly().waitFor());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void awaitPort(int port, Process process, Path log) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end && process.isAlive()) {
            try (Socket socket = new Socket("127.0.0.1", port)) {
                return;
            } catch (IOException notYet) {
                Thread.onSpinWait();
            }
        }
        throw new IllegalStateException("redis-stack-server did not start: " + Files.readString(log));
    }
}
