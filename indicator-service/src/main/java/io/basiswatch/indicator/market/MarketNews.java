package io.basiswatch.indicator.market;

import java.util.Map;
import java.util.Set;

/**
 * What was last heard of the markets of one asset.
 *
 * @param asset of which asset
 * @param at as of which instant, in the time of the data, milliseconds since the epoch
 * @param heard instrument → what was heard of it, as the JSON of {@link io.basiswatch.model.series.SeriesKeys#markets}
 * @param gone instruments that are not listed any more
 */
public record MarketNews(String asset, long at, Map<String, String> heard, Set<String> gone) {
    public MarketNews {
        heard = Map.copyOf(heard);
        gone = Set.copyOf(gone);
    }
}
