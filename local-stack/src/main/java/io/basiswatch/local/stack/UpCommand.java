package io.basiswatch.local.stack;

import io.basiswatch.local.CommandFailure;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import sun.misc.Signal;

/** Starts everything, says so, and stays until it is told to stop. */
public final class UpCommand {
    private static final int INTERRUPTED = 130;

    private UpCommand() {}

    /**
     * Returns when a signal has come and everything is stopped.
     *
     * @throws CommandFailure where the start fails; everything is stopped then too
     */
    public static int run(List<String> arguments) {
        UpOptions options = UpOptions.parse(arguments, home());
        Progress progress = new Progress(System.out);
        AtomicInteger status = new AtomicInteger();
        CountDownLatch stop = new CountDownLatch(1);
        try (Resources resources = new Resources(progress)) {
            onSignal(progress, resources, status, stop);
            try {
                LocalStack.start(options, resources, progress);
            } catch (RuntimeException e) {
                if (!resources.isClosed()) {
                    throw e;
                }
                // Stopped half-way through the start: what was in the way is no failure.
            }
            stop.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return status.get();
    }

    /** The folder that the script is in. */
    private static Path home() {
        return Path.of(System.getProperty("basiswatch.home", "."))
                .toAbsolutePath()
                .normalize();
    }

    /**
     * Signals stop everything in order. Shutdown hooks would not: they run all at once, and the libraries' own would take
     * the databases away from services that are still writing.
     */
    private static void onSignal(Progress progress, Resources resources, AtomicInteger status, CountDownLatch stop) {
        for (String name : List.of("INT", "TERM", "HUP")) {
            Signal.handle(new Signal(name), signal -> {
                status.set(name.equals("INT") ? INTERRUPTED : 0);
                progress.line("stopping", "");
                resources.close();
                stop.countDown();
            });
        }
    }
}
