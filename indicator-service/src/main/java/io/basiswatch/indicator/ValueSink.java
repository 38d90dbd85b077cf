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
     * Takes a candle and the values that were made because of it: of an interval long past, outside of the grid of instants,
     * in any order of time and maybe not for the first time. Where nobody has to tell such values from others, they are
     * published like these.
     *
     * @param met of an asset whose values are published
     * @param values maybe none
     */
    default void history(MetCandle met, List<IndicatorValue> values) {
        history(met.candle().asset(), met.candle().receivedTime(), values);
    }

    /**
     * The same of values that were made of something else of the past, which need not be kept.
     *
     * @param asset whose
     * @param receivedTime when they became known, microseconds since the epoch
     * @param values maybe none
     */
    default void history(String asset, long receivedTime, List<IndicatorValue> values) {
        if (!values.isEmpty()) {
            publish(asset, receivedTime, values);
        }
    }
}
