package io.basiswatch.local;

import io.basiswatch.local.importing.ImportCommand;
import io.basiswatch.local.keys.KeysCommand;
import io.basiswatch.local.replay.ReplayCommand;
import io.basiswatch.local.stack.UpCommand;
import io.basiswatch.local.trial.TrialCommand;
import io.basiswatch.local.verify.VerifyCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** The entry point of the {@code basiswatch} script. */
public final class Main {
    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private Main() {}

    public static void main(String[] args) {
        int status = run(List.of(args));
        System.out.flush();
        System.exit(status);
    }

    /** Runs one command to its end and gives the exit status. */
    static int run(List<String> arguments) {
        String command = arguments.isEmpty() ? "" : arguments.getFirst();
        List<String> rest = arguments.isEmpty() ? arguments : arguments.subList(1, arguments.size());
        try {
            return switch (command) {
                case "up" -> UpCommand.run(rest);
                case "replay" -> ReplayCommand.run(rest, System.out);
                case "import" -> ImportCommand.run(rest, System.out);
                case "keys" -> KeysCommand.run(rest, System.out);
                case "trial" -> TrialCommand.run(rest, System.out);
                case "verify" -> VerifyCommand.run(rest, System.in, System.out);
                default -> {
                    System.err.println("basiswatch: unknown command '" + command + "' (see ./basiswatch help)");
                    yield MISUSED;
                }
            };
        } catch (CommandFailure e) {
            System.err.println("basiswatch: " + e.getMessage());
            return e.status();
        } catch (IOException | UncheckedIOException e) {
            System.err.println("basiswatch: " + e.getMessage());
            return FAILED;
        }
    }
}
