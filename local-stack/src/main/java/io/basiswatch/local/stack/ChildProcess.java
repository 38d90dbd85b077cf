package io.basiswatch.local.stack;

import io.basiswatch.local.CommandFailure;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A process that ends with us, at the latest: asked first, then made to. */
final class ChildProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(4);
    /**
     * The terminal's signals go to everything that was started from it, but only the launcher decides who ends when. A
     * session of its own keeps them away; where there is no {@code setsid} they are ignored, as far as the program lets us.
     */
    private static final List<String> DEAF_TO_THE_TERMINAL = List.of(
            "sh", "-c", "command -v setsid >/dev/null && exec setsid \"$@\"; trap '' INT HUP; exec \"$@\"", "sh");

    private final String name;
    private final Path log;
    private final Guard guard;
    private final Process process;

    private ChildProcess(String name, Path log, Guard guard, Process process) {
        this.name = name;
        this.log = log;
        this.guard = guard;
        this.process = process;
    }

    static ChildProcess start(String name, List<String> command, Map<String, String> environment, Path log, Guard guard)
            throws IOException {
        List<String> whole = new ArrayList<>(DEAF_TO_THE_TERMINAL);
        whole.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(whole)
                .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        Process process = builder.start();
        guard.add(process.pid());
        return new ChildProcess(name, log, guard, process);
    }

    /**
     * @throws CommandFailure where it has ended
     */
    void requireAlive() {
        if (!process.isAlive()) {
            throw CommandFailure.failed(ending() + " (see " + log + ")");
        }
    }

    String ending() {
        return name + " ended with status " + process.exitValue();
    }

    CompletableFuture<Process> onExit() {
        return process.onExit();
    }

    long pid() {
        return process.pid();
    }

    /** Forgets a process that has ended. */
    void forget() {
        guard.gone(process.pid());
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        forget();
    }
}
