package io.basiswatch.collector.archive;

import java.util.Locale;

/**
 * What a file held.
 *
 * @param file the archive
 * @param rows its rows without the header
 * @param events what became of them: mostly one event each
 * @param others rows of other symbols, which were passed over
 * @param missing intervals between its first and its last candle that it has no candle of
 * @param last the last row that became events
 */
public record ArchiveTally(ArchiveFile file, long rows, long events, long others, long missing, ArchiveRow last) {

    /** For the one who gave the file: {@code 4,248 rows, 2,124 events, 2,124 rows of other symbols}. */
    public String summary() {
        return String.format(Locale.ROOT, "%,d rows, %,d events", rows, events)
                + (others == 0 ? "" : String.format(Locale.ROOT, ", %,d rows of other symbols", others))
                + (missing == 0 ? "" : String.format(Locale.ROOT, ", %,d candles missing", missing));
    }
}
