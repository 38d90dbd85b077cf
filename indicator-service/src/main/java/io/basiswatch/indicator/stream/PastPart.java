package io.basiswatch.indicator.stream;

import io.basiswatch.indicator.MetCandle;
import io.basiswatch.model.IndicatorValue;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/**
 * What one partition of the log told of the past, which is to be stored: candles, and values that they and other facts of the
 * past gave. All of it is stored, or nothing.
 *
 * @param partition which told it
 * @param candles in the order in which they came
 * @param values in the order in which they were made
 */
record PastPart(TopicPartition partition, List<MetCandle> candles, List<IndicatorValue> values) {
    PastPart {
        candles = List.copyOf(candles);
        values = List.copyOf(values);
    }

    int rows() {
        return candles.size() + values.size();
    }
}
