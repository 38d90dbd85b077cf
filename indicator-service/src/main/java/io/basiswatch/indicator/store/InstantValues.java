package io.basiswatch.indicator.store;

import io.basiswatch.model.IndicatorValue;
import java.util.List;

/**
 * All values that one instant has given one asset.
 *
 * @param asset whose
 * @param instant of the grid, microseconds since the epoch
 * @param values as the engine has published them
 */
public record InstantValues(String asset, long instant, List<IndicatorValue> values) {
    long instantMillis() {
        return instant / 1_000;
    }
}
