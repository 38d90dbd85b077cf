package io.basiswatch.collector.archive;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** One row, cell by cell. What is no plain number is refused: {@code NaN}, {@code 1d}, {@code 0x1p3}, blanks around it. */
final class Row {
    private static final Pattern NUMBER = Pattern.compile("-?(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][+-]?\\d{1,3})?");

    private final CsvRecord cells;
    private final Layout layout;
    private final ArchiveTimes times;

    /**
     * @throws BrokenRow where the row has more or fewer cells than the file has columns
     */
    Row(CsvRecord cells, Layout layout, ArchiveTimes times) {
        if (cells.getFieldCount() != layout.width()) {
            throw new BrokenRow(cells.getFieldCount() + " columns instead of " + layout.width());
        }
        this.cells = cells;
        this.layout = layout;
        this.times = times;
    }

    /** The cell; empty where the file has no such column or the cell is blank: both mean that nobody knows. */
    Optional<String> text(Column column) {
        return layout.place(column).map(cells::getField).filter(text -> !text.isBlank());
    }

    private String required(Column column) {
        return text(column).orElseThrow(() -> new BrokenRow("no " + column.name()));
    }

    /** Microseconds since the epoch. */
    long time(Column column) {
        return times.micros(required(column));
    }

    Optional<Long> optionalTime(Column column) {
        return text(column).map(times::micros);
    }

    double number(Column column) {
        return number(column, required(column));
    }

    double positive(Column column) {
        double value = number(column);
        if (value <= 0) {
            throw new BrokenRow(column.name() + " is not above 0: " + required(column));
        }
        return value;
    }

    double notNegative(Column column) {
        return notNegative(column, required(column));
    }

    OptionalDouble optionalNotNegative(Column column) {
        return text(column).stream()
                .mapToDouble(text -> notNegative(column, text))
                .findFirst();
    }

    private static double notNegative(Column column, String text) {
        double value = number(column, text);
        if (value < 0) {
            throw new BrokenRow(column.name() + " is below 0: " + text);
        }
        return value;
    }

    private static double number(Column column, String text) {
        double value = NUMBER.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
        if (!Double.isFinite(value)) {
            throw new BrokenRow(column.name() + " is no number: '" + text + "'");
        }
        return value;
    }
}
