package io.basiswatch.benchmarks.compare;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A contender's process as the driver sees it: it is told to do a round, answers with a line, and is idle otherwise. */
final class ContenderProcess implements AutoCloseable {
    private static final Path TASKSET = Path.of("/usr/bin/taskset");

    private final Process process;
    private final Path errors;
    private final BufferedReader in;
    private final BufferedWriter out;
    private final String greeting;

    /**
     * Starts it, on the last core where that can be chosen, and waits until it has read its frames.
     *
     * @param errors where it writes what it complains of
     */
    ContenderProcess(List<String> command, String venue, Path frames, Path errors) throws IOException {
        List<String> words = new ArrayList<>();
        if (Files.isExecutable(TASKSET)) {
            int last = Runtime.getRuntime().availableProcessors() - 1;
            words.addAll(List.of(TASKSET.toString(), "-c", Integer.toString(last)));
        }
        words.addAll(command);
        words.addAll(List.of(venue, frames.toString()));
        this.errors = errors;
        this.process = new ProcessBuilder(words).redirectError(errors.toFile()).start();
        this.in = process.inputReader(StandardCharsets.UTF_8);
        this.out = process.outputWriter(StandardCharsets.UTF_8);
        this.greeting = answer();
    }

    /** Its version, where it takes part. */
    Optional<String> version() {
        return after("ready ");
    }

    /** Why it does not take part, where it does not. */
    Optional<String> reason() {
        return after("none ");
    }

    private Optional<String> after(String word) {
        return greeting.startsWith(word) ? Optional.of(greeting.substring(word.length())) : Optional.empty();
    }

    /** Has it read frames for about {@code duration}. */
    Round round(Duration duration) {
        try {
            out.write("round " + duration.toMillis() + "\n");
            out.flush();
            return Round.parse(answer());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String answer() throws IOException {
        String line = in.readLine();
        if (line == null) {
            throw new IOException("a contender has ended: "
                    + process.info().commandLine().orElse("") + System.lineSeparator() + Files.readString(errors));
        }
        return line;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
