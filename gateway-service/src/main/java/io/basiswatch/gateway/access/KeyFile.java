package io.basiswatch.gateway.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * The file with the first key. Only its owner may read it, and it appears whole or not at all.
 *
 * @param path where it is
 */
record KeyFile(Path path) {
    /**
     * The key in the file; empty where there is no file.
     *
     * @throws IOException where the file holds something else: it is somebody's file, and not ours to replace
     */
    Optional<ApiKey> read() throws IOException {
        String text;
        try {
            text = Files.readString(path).strip();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        Optional<ApiKey> key = ApiKey.parse(text);
        if (key.isEmpty() && !text.isEmpty()) {
            throw new IOException(path + " does not hold an API key: move it away or set GATEWAY_BOOTSTRAP_KEY_FILE");
        }
        return key;
    }

    /** Writes the key beside the file, mode 0600. */
    Path prepare(ApiKey key) throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        FileAttribute<?> ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Path prepared = Files.createTempFile(folder, ".api-key", ".tmp", ownerOnly);
        Files.writeString(prepared, key.text() + System.lineSeparator());
        return prepared;
    }

    /** Puts the prepared file in place. */
    void put(Path prepared) {
        try {
            Files.move(prepared, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void discard(Path prepared) {
        try {
            Files.deleteIfExists(prepared);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
