package io.basiswatch.collector.archive;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The rows of all files of one series, in the order in which the files were given. */
final class SeriesRows implements AutoCloseable {
    private final Iterator<ArchiveFile> files;
    private final RowReader reader;
    private final List<ArchiveTally> tallies = new ArrayList<>();
    private final SymbolCheck symbols;
    private Optional<ArchiveTable> table = Optional.empty();
    private ArchiveFile file;
    private long rows;
    private long others;
    private long events;
    private ArchiveRow last;

    /**
     * @param files of one instrument and one kind; at least one
     */
    SeriesRows(List<ArchiveFile> files) {
        this.files = files.iterator();
        this.file = files.getFirst();
        this.reader = RowReader.of(file);
        this.symbols = new SymbolCheck(file.terms());
    }

    /**
     * The next row of ours; empty when all files are read.
     *
     * @throws ArchiveException where a file cannot be read or a row is broken
     */
    Optional<ArchiveRow> next() {
        while (table.isPresent() || files.hasNext()) {
            ArchiveTable current = table.orElseGet(this::open);
            Optional<Row> row = current.next();
            if (row.isEmpty()) {
                finish(current);
                continue;
            }
            rows++;
            Optional<RowReader.Reading> reading = read(row.get(), current);
            if (reading.isPresent()) {
                events += reading.get().makers().size();
                last = new ArchiveRow(
                        file,
                        current.line(),
                        reading.get().time(),
                        reading.get().makers());
                return Optional.of(last);
            }
            others++;
        }
        return Optional.empty();
    }

    private ArchiveTable open() {
        file = files.next();
        rows = 0;
        others = 0;
        events = 0;
        table = Optional.of(ArchiveTable.open(file, reader));
        return table.get();
    }

    private Optional<RowReader.Reading> read(Row row, ArchiveTable current) {
        try {
            return symbols.isOurs(row, reader.passesOverOthers()) ? Optional.of(reader.read(row)) : Optional.empty();
        } catch (BrokenRow e) {
            throw current.broken(e.getMessage(), e);
        }
    }

    private void finish(ArchiveTable current) {
        current.close();
        table = Optional.empty();
        if (events == 0) {
            throw ArchiveException.of(
                    file.path(),
                    rows == 0
                            ? "it holds no row"
                            : "it holds no row of " + file.terms().symbol());
        }
        tallies.add(new ArchiveTally(file, rows, events, others, reader.takeMissing(), last));
    }

    void tallies(Consumer<ArchiveTally> out) {
        tallies.forEach(out);
    }

    @Override
    public void close() {
        table.ifPresent(ArchiveTable::close);
    }
}
