package io.basiswatch.indicator;

import io.basiswatch.model.Constituents;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Input;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** What a value says, apart from when: its number, its remarks, its inputs, and the days that it was made of. */
public final class ValueContent {
    private ValueContent() {}

    /**
     * The same for values that say the same, whenever their inputs were received. Which venues are simulations is not asked: who
     * reads the log again may know of more of them by then, and that alone makes no other value.
     */
    public static UUID of(IndicatorValue value) {
        StringBuilder text = new StringBuilder(200)
                .append(value.version())
                .append('|')
                .append(value.value())
                .append('|')
                .append(value.quality())
                .append('|')
                .append(value.reasons());
        for (Constituents constituents : value.constituents()) {
            text.append(constituents.hash());
        }
        for (Input input : value.inputs()) {
            text.append('|').append(input.source());
            text.append('|').append(input.kind());
            text.append('|').append(input.value());
            text.append('|').append(input.weight());
        }
        return UUID.nameUUIDFromBytes(text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
