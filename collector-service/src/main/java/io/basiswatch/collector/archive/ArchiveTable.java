package io.basiswatch.collector.archive;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rows of one file: its columns found by the header, or by their order where it has none. */
final class ArchiveTable implements AutoCloseable {
    private static final int MAX_COLUMNS = 64;
    private static final int MAX_CELL = 256;
    private static final int MAX_LINE = 4096;
    /** Holds the largest line several times over; a line beyond it is refused before it has been read whole. */
    private static final int BUFFER = 1 << 16;

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final ArchiveFile file;
    private final RowReader reader;
    private final ArchiveTimes times = new ArchiveTimes();
    private final CloseableIterator<CsvRecord> records;
    private Optional<CsvRecord> first = Optional.empty();
    private Layout layout;
    private long line;

    private ArchiveTable(ArchiveFile file, RowReader reader, CloseableIterator<CsvRecord> records) {
        this.file = file;
        this.reader = reader;
        this.records = records;
    }

    /**
     * @throws ArchiveException where the file cannot be read or lacks a column
     */
    static ArchiveTable open(ArchiveFile file, RowReader reader) {
        try {
            CsvReader<CsvRecord> csv = CsvReader.builder()
                    .allowExtraFields(true)
                    .allowMissingFields(true)
                    .maxBufferSize(BUFFER)
                    .build(
                            CsvRecordHandler.of(handler -> handler.maxFields(MAX_COLUMNS)
                                    .maxFieldSize(MAX_CELL)
                                    .maxRecordSize(MAX_LINE)),
                            input(file),
                            StandardCharsets.UTF_8);
            ArchiveTable table = new ArchiveTable(file, reader, csv.iterator());
            table.findColumns();
            return table;
        } catch (IOException e) {
            throw ArchiveException.of(file.path(), "cannot be read: " + e.getMessage());
        }
    }

    private static InputStream input(ArchiveFile file) throws IOException {
        return ArchiveInput.open(file.path());
    }

    private void findColumns() {
        try {
            CsvRecord head = record().orElseThrow(() -> ArchiveException.of(file.path(), "it is empty"));
            List<String> cells = new ArrayList<>(head.getFields());
            cells.set(0, cells.getFirst().replace(BYTE_ORDER_MARK, ""));
            boolean named = !cells.getFirst().isEmpty()
                    && Character.isLetter(cells.getFirst().charAt(0));
            layout = named ? Layout.named(cells, reader.columns()) : Layout.positional(cells.size(), reader.order());
            first = named ? Optional.empty() : Optional.of(head);
        } catch (BrokenRow e) {
            throw broken(e.getMessage(), e);
        } finally {
            if (layout == null) {
                close();
            }
        }
    }

    /**
     * The next row; empty at the end of the file.
     *
     * @throws ArchiveException where there is no telling the cells of the row
     */
    Optional<Row> next() {
        Optional<CsvRecord> record = first.isPresent() ? first : record();
        first = Optional.empty();
        try {
            return record.map(cells -> new Row(cells, layout, times));
        } catch (BrokenRow e) {
            throw broken(e.getMessage(), e);
        }
    }

    private Optional<CsvRecord> record() {
        try {
            if (!records.hasNext()) {
                return Optional.empty();
            }
            CsvRecord record = records.next();
            line = record.getStartingLineNumber();
            return Optional.of(record);
        } catch (CsvParseException e) {
            line++;
            throw broken("it is no line of CSV, or longer than one may be", e);
        } catch (UncheckedIOException e) {
            line++;
            throw broken("the file breaks off: " + e.getCause().getMessage(), e);
        }
    }

    /** The complaint about the row that was read last. */
    ArchiveException broken(String what, RuntimeException cause) {
        return ArchiveException.of(file.path(), line, what, cause);
    }

    /** The line of the row that was read last, from 1 on. */
    long line() {
        return line;
    }

    @Override
    public void close() {
        try {
            records.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
