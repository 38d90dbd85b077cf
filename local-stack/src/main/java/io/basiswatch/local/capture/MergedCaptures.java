package io.basiswatch.local.capture;

import io.basiswatch.collector.capture.CaptureReader;
import io.basiswatch.collector.capture.CapturedLine;
import io.basiswatch.local.CommandFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Several captures as one, in the order of our time at the socket; at the same microsecond by venue, then by the order
 * in which the files were given. Within a file the order of its lines is kept, whatever their times.
 */
public final class MergedCaptures implements Iterator<MergedCaptures.Entry>, AutoCloseable {
    private static final Comparator<Source> ORDER = Comparator.comparingLong((Source source) -> source.time)
            .thenComparing(source -> source.file.venue())
            .thenComparingInt(source -> source.index);

    /**
     * A line and where it stands.
     *
     * @param file the index of the capture in the list that was opened
     * @param capture that capture
     * @param time its place in the merged order, microseconds since the epoch: never falls within a file
     * @param line what it says
     */
    public record Entry(int file, CaptureFile capture, long time, CapturedLine line) {}

    /** One capture and its next line. */
    private static final class Source {
        private final int index;
        private final CaptureFile file;
        private final CaptureReader reader;
        private CapturedLine line;
        private long time = Long.MIN_VALUE;

        private Source(int index, CaptureFile file, CaptureReader reader) {
            this.index = index;
            this.file = file;
            this.reader = reader;
        }

        private boolean advance() {
            if (!reader.hasNext()) {
                return false;
            }
            line = reader.next();
            time = Math.max(time, time(line));
            return true;
        }

        private static long time(CapturedLine line) {
            return switch (line) {
                case CapturedLine.Received received -> received.frame().receivedTime();
                case CapturedLine.Connected connected -> connected.receivedTime();
                case CapturedLine.Sent sent -> sent.receivedTime();
                case CapturedLine.Closed closed -> closed.receivedTime();
                case CapturedLine.Turn turn -> turn.receivedTime();
                case CapturedLine.Unreadable unreadable -> Long.MIN_VALUE;
            };
        }
    }

    private final List<CaptureReader> readers = new ArrayList<>();
    private final PriorityQueue<Source> sources = new PriorityQueue<>(ORDER);

    private MergedCaptures() {}

    public static MergedCaptures open(List<CaptureFile> files) {
        MergedCaptures merged = new MergedCaptures();
        try {
            for (int i = 0; i < files.size(); i++) {
                merged.add(i, files.get(i));
            }
            return merged;
        } catch (IOException e) {
            merged.close();
            throw CommandFailure.failed("cannot read a capture: " + e.getMessage(), e);
        }
    }

    private void add(int index, CaptureFile file) throws IOException {
        CaptureReader reader = CaptureReader.open(file.path());
        readers.add(reader);
        Source source = new Source(index, file, reader);
        if (source.advance()) {
            sources.add(source);
        }
    }

    @Override
    public boolean hasNext() {
        return !sources.isEmpty();
    }

    @Override
    public Entry next() {
        Source source = sources.remove();
        Entry entry = new Entry(source.index, source.file, source.time, source.line);
        if (source.advance()) {
            sources.add(source);
        }
        return entry;
    }

    @Override
    public void close() {
        readers.forEach(CaptureReader::close);
    }
}
