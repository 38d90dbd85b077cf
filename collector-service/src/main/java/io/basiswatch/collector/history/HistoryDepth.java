package io.basiswatch.collector.history;

import io.basiswatch.collector.feed.Past;
import io.basiswatch.model.FeedGap;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** How much is wanted of each kind of history, and which comes first. */
final class HistoryDepth {
    /**
     * In the order in which they are fetched, of all instruments one after the other: days first, because most of the
     * long windows are made of days.
     */
    static final List<Past.Kind> ORDER =
            List.of(Past.Kind.DAYS, Past.Kind.HOURS, Past.Kind.MINUTES, Past.Kind.FUNDING, Past.Kind.OPEN_INTEREST);

    /** First what the order of kinds says, then by name, so that it is the same each time. */
    static final Comparator<HistoryKey> FIRST = Comparator.<HistoryKey>comparingInt(key -> ORDER.indexOf(key.kind()))
            .thenComparing(HistoryKey::instrument);

    private static final long MICROS = 1_000;

    private HistoryDepth() {}

    /** How far back is wanted, where the venue tells as much. */
    static Duration of(Past.Kind kind) {
        return switch (kind) {
            case DAYS -> Duration.ofDays(5 * 366L);
            case HOURS, FUNDING -> Duration.ofDays(120);
            case MINUTES -> Duration.ofDays(2);
            case OPEN_INTEREST -> Duration.ofDays(30);
            case TRADES -> Duration.ZERO;
        };
    }

    /** The grid on which a history is kept: candles end on it, and nothing that runs is asked for. */
    static long grid(Past.Kind kind) {
        return micros(
                switch (kind) {
                    case DAYS -> Duration.ofDays(1);
                    case HOURS, FUNDING, OPEN_INTEREST -> Duration.ofHours(1);
                    case MINUTES, TRADES -> Duration.ofMinutes(1);
                });
    }

    /** Which of our streams a history sums up: candles are of trades, and what is told with marks is the rest. */
    static FeedGap.Scope scope(Past.Kind kind) {
        return switch (kind) {
            case MINUTES, HOURS, DAYS, TRADES -> FeedGap.Scope.TRADES;
            case FUNDING, OPEN_INTEREST -> FeedGap.Scope.MARKS;
        };
    }

    /** Whether it is history that is kept; missed trades are the feed's. */
    static boolean isWanted(Past past) {
        boolean lives = past.instrument().isSpot() || past.instrument().isPerpetual();
        return lives && past.kind() != Past.Kind.TRADES;
    }

    static long micros(Duration duration) {
        return duration.toNanos() / MICROS;
    }
}
