package io.basiswatch.collector.archive;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A column that a kind of archive has.
 *
 * @param name what messages call it
 * @param required whether no file can do without it
 * @param spellings how files call it, in the order of preference, without case and punctuation
 */
record Column(String name, boolean required, List<String> spellings) {
    /** The symbol that a row is about; files of one symbol often leave it out. */
    static final Column SYMBOL = optional("symbol", "pair", "market", "instrument");

    static Column required(String name, String... others) {
        return new Column(name, true, spellings(name, others));
    }

    static Column optional(String name, String... others) {
        return new Column(name, false, spellings(name, others));
    }

    private static List<String> spellings(String name, String... others) {
        return Stream.concat(Stream.of(name), Stream.of(others))
                .map(Column::plain)
                .toList();
    }

    /** {@code Open time}, {@code open_time} and {@code openTime} are the same. */
    static String plain(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
    }
}
