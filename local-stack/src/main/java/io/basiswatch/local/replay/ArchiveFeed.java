package io.basiswatch.local.replay;

import io.basiswatch.collector.archive.ArchiveRow;
import io.basiswatch.collector.archive.MergedArchives;
import io.basiswatch.collector.feed.Stablecoins;
import io.basiswatch.local.archive.Archives;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Origin;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The events of archives, at their places among those of captures: a row counts as received when it was over. At the same
 * microsecond archives come before captures.
 */
final class ArchiveFeed implements AutoCloseable {
    private final MergedArchives rows;
    private final Predicate<String> assets;
    private final Consumer<MarketEvent> events;
    private ArchiveRow waiting;

    /**
     * @param assets the bases of interest
     * @param events takes the events
     */
    ArchiveFeed(Archives archives, Predicate<String> assets, Consumer<MarketEvent> events) {
        this.rows = MergedArchives.open(archives.files());
        this.assets = assets;
        this.events = events;
    }

    /** Passes on what was over by {@code micros}. */
    void until(long micros) {
        while (waiting != null || rows.hasNext()) {
            ArchiveRow row = waiting == null ? rows.next() : waiting;
            if (row.time() > micros) {
                waiting = row;
                return;
            }
            waiting = null;
            if (isWanted(row.file().instrument())) {
                row.events(row.time(), Origin.REPLAY).forEach(events);
            }
        }
    }

    private boolean isWanted(Instrument instrument) {
        return assets.test(instrument.base()) || Stablecoins.isReference(instrument);
    }

    @Override
    public void close() {
        rows.close();
    }
}
