package io.basiswatch.local.stack;

import io.basiswatch.local.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What other commands may know of the installation that {@code up} runs. */
public final class RunningSystem {
    private RunningSystem() {}

    /**
     * Where the log of the installation in {@code data} is: {@code HOST:PORT}.
     *
     * @throws CommandFailure where it does not run
     */
    public static String kafka(Path data) {
        return address(data, DataDirectory.kafkaAddress(data), "--kafka HOST:PORT");
    }

    /**
     * Where the admin plane of the installation in {@code data} is, as a URL.
     *
     * @throws CommandFailure where it does not run
     */
    public static String admin(Path data) {
        return address(data, DataDirectory.adminAddress(data), "--admin URL");
    }

    /** The file with the credential of that admin plane. */
    public static Path adminToken(Path data) {
        return DataDirectory.adminToken(data);
    }

    private static String address(Path data, Path file, String other) {
        try {
            if (Files.exists(file)) {
                return Files.readString(file).strip();
            }
        } catch (IOException e) {
            throw CommandFailure.failed("cannot read " + file + ": " + e.getMessage(), e);
        }
        throw CommandFailure.failed("nothing runs with " + data
                + " (start it by ./basiswatch up, or name another: --data DIR, " + other + ")");
    }
}
