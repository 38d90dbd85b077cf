package io.basiswatch.local.venue;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;

/**
 * Writes what venues said to a file, one JSON object a line. When the file is full it becomes the one before, whose place it takes:
 * never more than two files, however long a run is.
 */
public final class TruthFile implements Truth, AutoCloseable {
    private final Path file;
    private final long most;
    private BufferedWriter out;
    private long written;

    /**
     * @param most about how many bytes a file may hold
     */
    public TruthFile(Path file, long most) {
        this.file = file;
        this.most = most;
        this.out = open(file);
    }

    private static BufferedWriter open(Path file) {
        try {
            return Files.newBufferedWriter(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file before the one that is being written. */
    public static Path before(Path file) {
        return file.resolveSibling(file.getFileName() + ".1");
    }

    @Override
    public void take(Told told) {
        String line = "{\"time\":" + told.time() + ",\"venue\":\"" + told.venue() + "\",\"client\":" + told.client()
                + ",\"stream\":\"" + told.stream().replace("\\", "\\\\").replace("\"", "\\\"") + "\",\"frame\":\""
                + Base64.getEncoder().encodeToString(told.frame()) + "\"}\n";
        try {
            if (written + line.length() > most) {
                turn();
            }
            out.write(line);
            written += line.length();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void turn() throws IOException {
        out.close();
        Files.move(file, before(file), StandardCopyOption.REPLACE_EXISTING);
        out = open(file);
        written = 0;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
