package io.basiswatch.local.stack;

import io.basiswatch.local.CommandFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import redis.embedded.RedisExecProvider;

/** A real Redis that keeps an append-only file, so that a restart finds everything again. */
final class RedisServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ChildProcess process;
    private final int port;

    private RedisServer(ChildProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    static RedisServer start(DataDirectory data, int port, Guard guard) {
        try {
            Path folder = data.folder("redis");
            Path binary = folder.resolve("redis-server");
            Path extracted = RedisExecProvider.defaultProvider().get().toPath();
            Files.move(extracted, binary, StandardCopyOption.REPLACE_EXISTING);
            List<String> command = List.of(
                    binary.toString(),
                    "--port",
                    Integer.toString(port),
                    "--bind",
                    "127.0.0.1",
                    "--dir",
                    folder.toString(),
                    "--appendonly",
                    "yes",
                    "--save",
                    "");
            ChildProcess process = ChildProcess.start("Redis", command, Map.of(), data.log("redis"), guard);
            Await.until(PATIENCE, () -> answers(port), () -> {
                process.requireAlive();
                return "Redis does not answer (see " + data.log("redis") + ")";
            });
            return new RedisServer(process, port);
        } catch (IOException e) {
            throw CommandFailure.failed("Redis did not start: " + e.getMessage(), e);
        }
    }

    /** Whether it has loaded its file and serves. */
    private static boolean answers(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                OutputStream out = socket.getOutputStream();
                InputStream in = socket.getInputStream()) {
            out.write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            return in.read() == '+';
        } catch (IOException e) {
            return false;
        }
    }

    Map<String, String> environment() {
        return Map.of("QUARKUS_REDIS_HOSTS", "redis://localhost:" + port);
    }

    @Override
    public void close() {
        process.close();
    }
}
