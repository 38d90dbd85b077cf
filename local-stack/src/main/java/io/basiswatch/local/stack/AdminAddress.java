package io.basiswatch.local.stack;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file that tells other commands where the admin plane of this run is. */
final class AdminAddress implements Closeable {
    private final Path file;

    private AdminAddress(Path file) {
        this.file = file;
    }

    static AdminAddress publish(Path file, int port) throws IOException {
        Files.writeString(file, "http://127.0.0.1:" + port);
        return new AdminAddress(file);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
