package io.basiswatch.benchmarks.streams.real;

import io.basiswatch.benchmarks.streams.server.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A program that follows a stream and prints what comes. */
final class RealClient implements AutoCloseable {
    private final String name;
    private final Program program;
    private final Path output;

    private RealClient(String name, Program program, Path output) {
        this.name = name;
        this.program = program;
        this.output = output;
    }

    /**
     * What is started.
     *
     * @param name of the client
     * @param command that runs it
     */
    record Kind(String name, List<String> command) {
        /** All, for which Node, its packages, Chromium, Python and curl have to be there. */
        static List<Kind> all(Path folder) {
            return List.of(
                    new Kind("chromium", List.of("node", folder.resolve("chromium.mjs").toString())),
                    new Kind("eventsource", List.of("node", folder.resolve("eventsource.mjs").toString())),
                    new Kind("fetch-event-source", List.of("node", folder.resolve("fetch-event-source.mjs").toString())),
                    new Kind("okhttp-eventsource", okHttp()),
                    new Kind("curl", List.of("sh", folder.resolve("client.sh").toString())),
                    new Kind("python", List.of("python3", folder.resolve("client.py").toString())));
        }

        private static List<String> okHttp() {
            return List.of(
                    Program.java(),
                    "-Xmx64m",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    OkHttpClient.class.getName());
        }
    }

    static RealClient start(Kind kind, String url, String key, Path folder) throws IOException {
        String log = "client-" + kind.name();
        Map<String, String> environment = new HashMap<>(Map.of("STREAM_URL", url, "STREAM_KEY", key));
        return new RealClient(
                kind.name(), Program.start(log, kind.command(), environment, folder), folder.resolve(log + ".log"));
    }

    String name() {
        return name;
    }

    boolean isAlive() {
        return program.isAlive();
    }

    /** What it has printed; a line that is not whole yet is left out. */
    List<String> lines() {
        try {
            String text = Files.readString(output);
            List<String> lines = new ArrayList<>(text.substring(0, text.lastIndexOf('\n') + 1).lines().toList());
            lines.removeIf(String::isBlank);
            return lines;
        } catch (IOException e) {
            return List.of();
        }
    }

    @Override
    public void close() {
        program.close();
    }
}
