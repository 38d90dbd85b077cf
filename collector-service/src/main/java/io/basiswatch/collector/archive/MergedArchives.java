package io.basiswatch.collector.archive;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * The rows of several archives as one stream, in the order of time, then venue, then instrument, then kind, whatever the
 * order in which different series were given. Reads ahead by one row of each series and keeps nothing else.
 */
public final class MergedArchives implements Iterator<ArchiveRow>, AutoCloseable {
    private static final Comparator<Source> ORDER = Comparator.comparingLong((Source source) -> source.row.time())
            .thenComparing(source -> source.row.file().instrument().venue())
            .thenComparing(source -> source.row.file().instrument())
            .thenComparing(source -> source.row.file().kind().toString());

    /** One series and its next row. */
    private static final class Source {
        private final SeriesRows rows;
        private ArchiveRow row;

        private Source(SeriesRows rows) {
            this.rows = rows;
        }

        private boolean advance() {
            return rows.next()
                    .map(next -> {
                        row = next;
                        return true;
                    })
                    .orElse(false);
        }
    }

    private final List<SeriesRows> series = new ArrayList<>();
    private final PriorityQueue<Source> sources = new PriorityQueue<>(ORDER);

    private MergedArchives() {}

    /**
     * @throws ArchiveException where a file cannot be read or its first row is broken
     */
    public static MergedArchives open(List<ArchiveFile> files) {
        MergedArchives merged = new MergedArchives();
        try {
            Map<String, List<ArchiveFile>> bySeries = new LinkedHashMap<>();
            files.forEach(file -> bySeries.computeIfAbsent(file.series(), unseen -> new ArrayList<>())
                    .add(file));
            bySeries.values().forEach(merged::add);
            return merged;
        } catch (RuntimeException e) {
            merged.close();
            throw e;
        }
    }

    private void add(List<ArchiveFile> files) {
        SeriesRows rows = new SeriesRows(files);
        series.add(rows);
        Source source = new Source(rows);
        if (source.advance()) {
            sources.add(source);
        }
    }

    /**
     * Reads all of the files once, to see that nothing is wrong with them.
     *
     * @return what they hold, in the order of the files
     * @throws ArchiveException where a row is broken
     */
    public static List<ArchiveTally> check(List<ArchiveFile> files) {
        try (MergedArchives rows = open(files)) {
            while (rows.hasNext()) {
                rows.next();
            }
            Map<ArchiveFile, ArchiveTally> tallies = new LinkedHashMap<>();
            rows.series.forEach(one -> one.tallies(tally -> tallies.put(tally.file(), tally)));
            return files.stream().distinct().map(tallies::get).toList();
        }
    }

    @Override
    public boolean hasNext() {
        return !sources.isEmpty();
    }

    /**
     * @throws ArchiveException where a row is broken
     */
    @Override
    public ArchiveRow next() {
        Source source = sources.remove();
        ArchiveRow row = source.row;
        if (source.advance()) {
            sources.add(source);
        }
        return row;
    }

    @Override
    public void close() {
        series.forEach(SeriesRows::close);
    }
}
