package io.basiswatch.benchmarks.streams.server;

import io.basiswatch.benchmarks.streams.client.StreamRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@link BareServer} as a process. */
public final class BareContender implements Contender {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final int port;
    private final Program program;
    private final HttpPublisher publisher;

    private BareContender(int port, Program program) throws IOException {
        this.port = port;
        this.program = program;
        this.publisher = new HttpPublisher(port, "/publish");
    }

    /** @param javaOptions of its JVM, the gateway's */
    public static BareContender start(List<String> javaOptions, Path folder) throws IOException {
        int port = Program.freePort();
        List<String> command = new ArrayList<>(List.of(Program.java()));
        command.addAll(javaOptions);
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                BareServer.class.getName(),
                Integer.toString(port)));
        Program program = Program.start("bare", command, Map.of(), folder).await(PATIENCE, () -> Program.accepts(port));
        return new BareContender(port, program);
    }

    @Override
    public String name() {
        return "bare Vert.x";
    }

    @Override
    public StreamRequest request() {
        return StreamRequest.of(port, "/subscribe", Map.of());
    }

    @Override
    public void publish(PublishedEvent event) throws IOException {
        publisher.publish(event.data());
    }

    @Override
    public long pid() {
        return program.pid();
    }

    @Override
    public boolean isJvm() {
        return true;
    }

    @Override
    public void close() throws IOException {
        publisher.close();
        program.close();
    }
}
