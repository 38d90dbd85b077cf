package io.basiswatch.local.trial;

import io.basiswatch.local.CommandFailure;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Programs of the system that a trial needs for a moment. */
final class Commands {
    private static final long PATIENCE_SECONDS = 20;

    private Commands() {}

    /** Whether it can be run, and says that it went well. */
    static boolean works(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * @throws CommandFailure where it does not go well
     */
    static void run(List<String> command) {
        if (!works(command)) {
            throw CommandFailure.failed("this did not work: " + String.join(" ", command));
        }
    }
}
