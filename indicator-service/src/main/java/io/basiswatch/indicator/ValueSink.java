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

    /**
     * Takes values that were made of candles: of intervals long past, outside of the grid of instants, in any order of time
     * and maybe not for the first time. Where nobody has to tell them from others, they are published like these.
     *
     * @param asset whose
     * @param values at least one, of one interval
     */
    default void history(String asset, List<IndicatorValue> values) {
        publish(asset, values.getFirst().knownAt(), values);
    }
}
