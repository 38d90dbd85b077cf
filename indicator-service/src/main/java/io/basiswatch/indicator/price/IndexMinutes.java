package io.basiswatch.indicator.price;

import io.basiswatch.indicator.ClosedValue;
import io.basiswatch.indicator.window.ClosedLine;
import io.basiswatch.indicator.window.KnownLater;
import io.basiswatch.model.Constituents;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The minutes of the spot index of one asset within a day, heard or imported: they give the five-minute returns that nobody has
 * heard.
 *
 * <p>All minutes are kept and not only those that a return is made of, because a receipt refers to all between two times.
 */
final class IndexMinutes {
    private final int kept;
    private final KnownLater imported = new KnownLater();
    private final Map<String, ClosedLine> byDimension = new TreeMap<>();

    /** {@code kept} minutes can be looked back on. */
    IndexMinutes(int kept) {
        this.kept = kept;
    }

    /** A minute of the index has closed, or was told of the past. */
    void closed(ClosedValue minute) {
        if (minute.isOfCandles()) {
            imported.put(minute);
        } else {
            put(minute);
        }
    }

    private void put(ClosedValue minute) {
        Series series = minute.series();
        byDimension
                .computeIfAbsent(series.dimension(), dimension -> new ClosedLine(series, Resolution.MINUTE, kept))
                .put(minute);
    }

    /** Lets in what is known at {@code instant}. */
    void admit(long instant) {
        imported.admit(instant, this::put);
    }

    /** Of which indices there are any. */
    Set<String> dimensions() {
        return byDimension.keySet();
    }

    /** The minutes in [{@code from}, {@code to}), microseconds since the epoch, with their fingerprint. */
    Optional<Constituents> between(String dimension, long from, long to) {
        return Optional.ofNullable(byDimension.get(dimension)).map(line -> line.whole(from, to));
    }
}
