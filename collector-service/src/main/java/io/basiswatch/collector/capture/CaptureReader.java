package io.basiswatch.collector.capture;

import io.basiswatch.model.Origin;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * Reads a capture line by line, in the order of the file.
 *
 * <p>Plain or gzip, told by the first two bytes. Two line formats, told line by line: {@code <epoch ns> <frame>}, and one
 * JSON object per line (header, http, connect, send, recv, and of our own recordings close, lost, succeed, doubt and settle,
 * see {@link CapturedLine}). A line that is
 * neither comes out as {@link CapturedLine.Unreadable} and stops nothing; so does a file that breaks off.
 */
public final class CaptureReader implements Iterator<CapturedLine>, AutoCloseable {
    private final InputStream in;
    private final CaptureLines lines;
    private final byte[] buffer = new byte[1 << 16];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(1 << 12);
    private int at;
    private int filled;
    private long lineNumber;
    private boolean ended;
    private Optional<CapturedLine> next = Optional.empty();

    private CaptureReader(InputStream in, Origin origin) {
        this.in = in;
        this.lines = new CaptureLines(origin);
    }

    /** Opens a capture whose frames are then of {@link Origin#REPLAY}. */
    public static CaptureReader open(Path file) throws IOException {
        return open(file, Origin.REPLAY);
    }

    /**
     * Opens a capture.
     *
     * @param origin what its frames say of themselves
     */
    public static CaptureReader open(Path file, Origin origin) throws IOException {
        InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        try {
            raw.mark(2);
            boolean gzip = raw.read() == 0x1f && raw.read() == 0x8b;
            raw.reset();
            return new CaptureReader(gzip ? new GZIPInputStream(raw, 1 << 16) : raw, origin);
        } catch (IOException | RuntimeException e) {
            raw.close();
            throw e;
        }
    }

    @Override
    public boolean hasNext() {
        while (next.isEmpty() && !ended) {
            next = advance();
        }
        return next.isPresent();
    }

    @Override
    public CapturedLine next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the capture has ended");
        }
        CapturedLine line = next.get();
        next = Optional.empty();
        return line;
    }

    private Optional<CapturedLine> advance() {
        lineNumber++;
        line.reset();
        try {
            if (!readLine()) {
                ended = true;
                if (line.size() == 0) {
                    return Optional.empty();
                }
            }
        } catch (IOException e) {
            ended = true;
            return Optional.of(new CapturedLine.Unreadable(lineNumber, "the file breaks off: " + e.getMessage()));
        }
        return lines.parse(line.toByteArray(), lineNumber);
    }

    /** Puts the next line into {@link #line}; false where the file ends with it. */
    private boolean readLine() throws IOException {
        while (true) {
            if (at == filled) {
                filled = in.read(buffer);
                at = 0;
                if (filled <= 0) {
                    filled = 0;
                    return false;
                }
            }
            int start = at;
            while (at < filled && buffer[at] != '\n') {
                at++;
            }
            line.write(buffer, start, at - start);
            if (at < filled) {
                at++;
                return true;
            }
        }
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
