package io.basiswatch.gateway.representation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;

/** One body as gzip, piece by piece; what has been put in comes out at once, so that nobody waits for the rest. */
final class Gzip implements Function<Optional<byte[]>, byte[]> {
    static final String CODING = "gzip";

    /** Smaller ones would hardly become smaller. */
    static final int LEAST_BYTES = 1_024;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    private final GZIPOutputStream gzip;

    Gzip() {
        try {
            gzip = new GZIPOutputStream(out, 512, true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] of(byte[] body) {
        Gzip whole = new Gzip();
        whole.write(body);
        return whole.apply(Optional.empty());
    }

    @Override
    public byte[] apply(Optional<byte[]> piece) {
        try {
            if (piece.isPresent()) {
                write(piece.get());
                gzip.flush();
            } else {
                gzip.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] compressed = out.toByteArray();
        out.reset();
        return compressed;
    }

    private void write(byte[] piece) {
        try {
            gzip.write(piece);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
