package io.basiswatch.collector.archive;

import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Stamp;
import java.util.List;
import java.util.function.Function;

/**
 * Understands the rows of one kind of archive, one after the other: of all files of one series, in the order of time, so
 * that what stands twice or out of order is seen across files as well.
 */
interface RowReader {

    /** A row that is as it should be: {@link ArchiveRow#time} and {@link ArchiveRow#makers}. */
    record Reading(long time, List<Function<Stamp, MarketEvent>> makers) {
        /** A row that tells one thing. */
        static Reading of(long time, Function<Stamp, MarketEvent> maker) {
            return new Reading(time, List.of(maker));
        }
    }

    /** The columns that are looked for in a header. */
    List<Column> columns();

    /** The columns of the venue's own files, in their order: for files without a header. */
    List<Column> order();

    /** Whether rows of other symbols may stand between ours. */
    boolean passesOverOthers();

    /**
     * @throws BrokenRow where the row cannot be what it is said to be
     */
    Reading read(Row row);

    /** Intervals that were passed without a row since this was asked last. */
    default long takeMissing() {
        return 0;
    }

    static RowReader of(ArchiveFile file) {
        return switch (file.kind()) {
            case ArchiveKind.Candles(String name, var interval) -> new CandleRows(file.terms(), name, interval);
            case ArchiveKind.Funding funding -> new FundingRows(file.terms());
            case ArchiveKind.Metrics metrics -> new MetricsRows(file.terms());
        };
    }
}
