package io.basiswatch.local.trial;

import io.basiswatch.local.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * What a process takes for the wall clock, by libfaketime. Monotonic time stays what it is, as it does where somebody sets the
 * clock of a machine.
 */
final class TurnedClock {
    private static final List<Path> LIBRARIES = List.of(
            Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1"),
            Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1"),
            Path.of("/usr/lib64/faketime/libfaketime.so.1"),
            Path.of("/usr/lib/faketime/libfaketime.so.1"));

    private final Path file;

    /**
     * @param folder where the file lies that the process looks at
     */
    TurnedClock(Path folder) {
        this.file = folder.resolve("clock");
        right();
    }

    /** Why there can be none here; empty where there can. */
    static Optional<String> obstacle() {
        return library().isPresent() ? Optional.empty() : Optional.of("libfaketime missing");
    }

    private static Optional<Path> library() {
        return LIBRARIES.stream().filter(Files::exists).findFirst();
    }

    /** What stands before the command of a process that is to have it. */
    String[] prefix() {
        Path library = library().orElseThrow(() -> CommandFailure.failed("libfaketime missing"));
        return new String[] {
            "env",
            "LD_PRELOAD=" + library,
            "FAKETIME_TIMESTAMP_FILE=" + file,
            "FAKETIME_CACHE_DURATION=1",
            "FAKETIME_DONT_FAKE_MONOTONIC=1",
            "DONT_FAKE_MONOTONIC=1"
        };
    }

    /** It is wrong by so many seconds from now on. */
    void jump(long seconds) {
        tell(String.format("%+d", seconds));
    }

    /** It goes at {@code speed} times the right pace from now on. */
    void pace(String speed) {
        tell("+0 x" + speed);
    }

    void right() {
        tell("+0");
    }

    private void tell(String text) {
        try {
            Path fresh = file.resolveSibling("clock.new");
            Files.writeString(fresh, text + "\n");
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw CommandFailure.failed("cannot write " + file, e);
        }
    }
}
