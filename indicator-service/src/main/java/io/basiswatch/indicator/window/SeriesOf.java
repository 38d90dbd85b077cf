package io.basiswatch.indicator.window;

import io.basiswatch.model.Series;
import java.util.HashMap;
import java.util.Map;

/** The series of one indicator and asset, by dimension: a name is checked once and not at every instant. */
public final class SeriesOf {
    private final String asset;
    private final String indicator;
    private final Map<String, Series> byDimension = new HashMap<>();

    public SeriesOf(String asset, String indicator) {
        this.asset = asset;
        this.indicator = indicator;
    }

    public String asset() {
        return asset;
    }

    public Series dimension(String dimension) {
        Series known = byDimension.get(dimension);
        if (known == null) {
            known = Series.of(asset, indicator, dimension);
            byDimension.put(dimension, known);
        }
        return known;
    }
}
