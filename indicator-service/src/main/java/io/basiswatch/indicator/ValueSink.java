package io.basiswatch.indicator;

import io.basiswatch.model.Candle;
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
     * Takes a candle and the values that were made because of it: of an interval long past, outside of the grid of instants,
     * in any order of time and maybe not for the first time. Where nobody has to tell such values from others, they are
     * published like these.
     *
     * @param candle of an asset whose values are published
     * @param values maybe none
     */
    default void history(Candle candle, List<IndicatorValue> values) {
        if (!values.isEmpty()) {
            publish(candle.asset(), candle.receivedTime(), values);
        }
    }
}
