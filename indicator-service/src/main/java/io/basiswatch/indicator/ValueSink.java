package io.basiswatch.indicator;

import io.basiswatch.model.IndicatorValue;
import java.util.List;

/** Where the engine's values go. */
@FunctionalInterface
public interface ValueSink {
    /**
     * Takes all values that one instant has given one asset: those of the second, of a minute that closed with it, and
     * revisions.
     *
     * @param asset whose
     * @param instant on the grid of whole seconds, microseconds since the epoch; rising from call to call of an asset
     * @param values sorted by series, then resolution, then time
     */
    void publish(String asset, long instant, List<IndicatorValue> values);
}
