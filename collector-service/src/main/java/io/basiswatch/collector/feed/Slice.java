package io.basiswatch.collector.feed;

import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.MarketEvent;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A part of what is followed at a venue: every {@code of}-th of the assets. The reference pairs of stablecoins belong to the
 * first slice alone. Slices may share one address, so each has its part of what the venue allows.
 *
 * @param index from 0 on
 * @param of how many slices there are
 */
public record Slice(int index, int of) {
    /** Everything. */
    public static final Slice WHOLE = new Slice(0, 1);

    public Slice {
        if (index < 0 || index >= of) {
            throw new IllegalArgumentException("slice " + index + " of " + of);
        }
    }

    /** Those of the assets that are in this slice. */
    public Set<String> of(Set<String> assets) {
        List<String> sorted = List.copyOf(new TreeSet<>(assets));
        Set<String> mine = new TreeSet<>();
        for (int i = index; i < sorted.size(); i += of) {
            mine.add(sorted.get(i));
        }
        return mine;
    }

    boolean takes(Instrument instrument) {
        return index == 0 || !Stablecoins.isReference(instrument);
    }

    boolean takes(MarketEvent event) {
        return !(event instanceof InstrumentEvent news) || takes(news.instrument());
    }

    /** This slice's part of a limit. */
    RestLimits share(RestLimits whole) {
        return new RestLimits(Math.max(1, whole.capacity() / of), whole.window(), whole.weight(), whole.header());
    }

    /** This slice's part of a limit. */
    Pace share(Pace whole) {
        return new Pace(Math.max(1, whole.many() / of), whole.window());
    }
}
