package io.basiswatch.collector.archive;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/** The text of an archive: plain, gzip or the one file of a zip, told by the first bytes and not by the name. */
final class ArchiveInput {
    private static final int BUFFER = 1 << 16;
    private static final int MAGIC = 4;

    /** Some forty years of minutes; what unpacks to more is no archive of one instrument. */
    private static final long LARGEST = 4L << 30;

    private ArchiveInput() {}

    static InputStream open(Path file) throws IOException {
        return open(file, LARGEST);
    }

    /**
     * @param largest how many bytes may come out
     */
    static InputStream open(Path file, long largest) throws IOException {
        InputStream raw = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        try {
            raw.mark(MAGIC);
            byte[] start = raw.readNBytes(MAGIC);
            raw.reset();
            return new Bounded(unpacked(raw, start), largest);
        } catch (IOException | RuntimeException e) {
            raw.close();
            throw e;
        }
    }

    private static InputStream unpacked(InputStream raw, byte[] start) throws IOException {
        if (starts(start, 0x1f, 0x8b)) {
            return new GZIPInputStream(raw, BUFFER);
        }
        return starts(start, 'P', 'K') ? new OneEntry(new ZipInputStream(raw)) : raw;
    }

    private static boolean starts(byte[] bytes, int first, int second) {
        return bytes.length == MAGIC && (bytes[0] & 0xff) == first && (bytes[1] & 0xff) == second;
    }

    /** Breaks off with a complaint instead of filling memory or running for ever. */
    private static final class Bounded extends FilterInputStream {
        private final long largest;
        private long left;

        private Bounded(InputStream in, long largest) {
            super(in);
            this.largest = largest;
            this.left = largest;
        }

        @Override
        public int read() throws IOException {
            int value = in.read();
            taken(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = in.read(bytes, offset, length);
            taken(Math.max(count, 0));
            return count;
        }

        private void taken(int count) throws IOException {
            left -= count;
            if (left < 0) {
                throw new IOException("it unpacks to more than " + largest + " bytes");
            }
        }
    }

    /** The one file of a zip; complains at its end where there is another. */
    private static final class OneEntry extends FilterInputStream {
        private final ZipInputStream zip;

        private OneEntry(ZipInputStream zip) throws IOException {
            super(zip);
            this.zip = zip;
            ZipEntry entry = zip.getNextEntry();
            if (entry == null || entry.isDirectory()) {
                throw new ZipException("the zip holds no file");
            }
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = zip.read(bytes, offset, length);
            if (count < 0 && zip.getNextEntry() != null) {
                throw new ZipException("the zip holds more than one file");
            }
            return count;
        }
    }
}
