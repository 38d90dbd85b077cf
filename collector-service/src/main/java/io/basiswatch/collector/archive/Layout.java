package io.basiswatch.collector.archive;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which column of a file is where. */
final class Layout {
    private final int width;
    private final Map<Column, Integer> places;

    private Layout(int width, Map<Column, Integer> places) {
        this.width = width;
        this.places = places;
    }

    /** Of a file that begins with {@code header}; columns that nobody asks for are passed over. */
    static Layout named(List<String> header, List<Column> columns) {
        List<String> names = header.stream().map(Column::plain).toList();
        Map<Column, Integer> places = new HashMap<>();
        for (Column column : columns) {
            Optional<String> spelling =
                    column.spellings().stream().filter(names::contains).findFirst();
            if (spelling.isPresent()) {
                places.put(column, only(names, spelling.get()));
            } else if (column.required()) {
                throw new BrokenRow("no column " + column.name() + " in " + header);
            }
        }
        return new Layout(header.size(), places);
    }

    private static int only(List<String> names, String name) {
        if (names.indexOf(name) != names.lastIndexOf(name)) {
            throw new BrokenRow("two columns " + name);
        }
        return names.indexOf(name);
    }

    /** Of a file without a header, whose columns are those of the venue's own archive in their order. */
    static Layout positional(int width, List<Column> order) {
        List<Column> columns = new ArrayList<>(order);
        if (width != columns.size()) {
            throw new BrokenRow(width + " columns and no header; without one the file must have " + columns.size());
        }
        Map<Column, Integer> places = new HashMap<>();
        columns.forEach(column -> places.put(column, columns.indexOf(column)));
        return new Layout(width, places);
    }

    int width() {
        return width;
    }

    Optional<Integer> place(Column column) {
        return Optional.ofNullable(places.get(column));
    }
}
