package io.basiswatch.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Sees to it that no process outlives the launcher, even one that was killed without a chance to clean up.
 *
 * <p>A small shell process reads the ids of our processes from a pipe whose other end only the launcher holds. When the
 * launcher is gone, for whatever reason, the kernel closes the pipe and the shell ends what is left. It ignores the
 * signals of a terminal, so that it ends last. The ids are in a file as well: should the shell have been killed too, the
 * next run ends them before it starts.
 */
final class Guard implements AutoCloseable {
    private static final String SCRIPT = """
            trap '' INT TERM HUP
            pids=' '
            while read -r change pid; do
              case $change in
                add) pids="$pids$pid " ;;
                gone) pids=$(printf %s "$pids" | sed "s/ $pid / /") ;;
              esac
            done
            [ "$pids" = ' ' ] && exit 0
            kill -TERM $pids 2>/dev/null
            for wait in 1 2 3 4 5 6 7 8 9 10; do
              sleep 0.3
              left=
              for pid in $pids; do kill -0 "$pid" 2>/dev/null && left=1; done
              [ -z "$left" ] && exit 0
            done
            kill -KILL $pids 2>/dev/null
            exit 0
            """;
    private static final Duration LEFT_OVERS = Duration.ofSeconds(10);

    private final Process shell;
    private final Writer changes;
    private final Path file;
    private final Map<Long, Instant> running = new TreeMap<>();

    private Guard(Process shell, Path file) {
        this.shell = shell;
        this.changes = shell.outputWriter(StandardCharsets.US_ASCII);
        this.file = file;
    }

    static Guard start(Path file) throws IOException {
        endLeftOvers(file);
        Process shell = new ProcessBuilder("sh", "-c", SCRIPT)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new Guard(shell, file);
    }

    /** Ends what a run that was killed has left, unless it ends by itself first. */
    private static void endLeftOvers(Path file) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        for (String line : Files.readAllLines(file)) {
            String[] parts = line.split(" ");
            if (parts.length == 2) {
                process(Long.parseLong(parts[0]), Instant.parse(parts[1])).ifPresent(Guard::end);
            }
        }
        Files.delete(file);
    }

    /** The process with that id, if it still is the one that was started then and not a later one of the same id. */
    private static Optional<ProcessHandle> process(long pid, Instant started) {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> process.info().startInstant().equals(Optional.of(started)));
    }

    private static void end(ProcessHandle process) {
        process.destroy();
        try {
            process.onExit().get(LEFT_OVERS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (Exception e) {
            process.destroyForcibly();
        }
    }

    synchronized void add(long pid) {
        Optional<Instant> started =
                ProcessHandle.of(pid).flatMap(process -> process.info().startInstant());
        running.put(pid, started.orElse(Instant.EPOCH));
        tell("add " + pid);
    }

    synchronized void gone(long pid) {
        running.remove(pid);
        tell("gone " + pid);
    }

    private void tell(String change) {
        try {
            changes.write(change + '\n');
            changes.flush();
            Files.writeString(
                    file,
                    running.entrySet().stream()
                            .map(process -> process.getKey() + " " + process.getValue() + '\n')
                            .collect(Collectors.joining()));
        } catch (IOException e) {
            throw new UncheckedIOException("the guard process is gone", e);
        }
    }

    @Override
    public void close() throws Exception {
        changes.close();
        shell.waitFor(LEFT_OVERS.toMillis(), TimeUnit.MILLISECONDS);
        Files.deleteIfExists(file);
    }
}
