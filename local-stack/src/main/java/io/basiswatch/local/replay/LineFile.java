package io.basiswatch.local.replay;

import io.basiswatch.local.CommandFailure;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A file of lines that appears under its name when it is whole, and not before. */
final class LineFile implements AutoCloseable {
    private static final int BUFFER = 1 << 18;

    private final Path path;
    private final Path unfinished;
    private final DigestOutputStream out;
    private long lines;

    private LineFile(Path path, Path unfinished, DigestOutputStream out) {
        this.path = path;
        this.unfinished = unfinished;
        this.out = out;
    }

    static LineFile create(Path path) {
        Path unfinished = path.resolveSibling('.' + path.getFileName().toString() + ".unfinished");
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            OutputStream file = new BufferedOutputStream(Files.newOutputStream(unfinished), BUFFER);
            return new LineFile(path, unfinished, new DigestOutputStream(file, MessageDigest.getInstance("SHA-256")));
        } catch (IOException e) {
            throw CommandFailure.misused("cannot write " + path + ": " + e.getMessage());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    void line(String text) {
        try {
            out.write((text + '\n').getBytes(StandardCharsets.UTF_8));
            lines++;
        } catch (IOException e) {
            throw CommandFailure.failed("cannot write " + path + ": " + e.getMessage(), e);
        }
    }

    long lines() {
        return lines;
    }

    /** Gives the file its name; returns the SHA-256 of what is in it, in hex. */
    String finish() throws IOException {
        out.close();
        Files.move(unfinished, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        return HexFormat.of().formatHex(out.getMessageDigest().digest());
    }

    /** Removes what stands under its name, if anything. */
    void removeFormer() throws IOException {
        Files.deleteIfExists(path);
    }

    /** Where it was not finished, nothing is left. */
    @Override
    public void close() throws IOException {
        out.close();
        Files.deleteIfExists(unfinished);
    }
}
