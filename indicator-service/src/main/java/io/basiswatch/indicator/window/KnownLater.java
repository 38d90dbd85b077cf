package io.basiswatch.indicator.window;

import io.basiswatch.indicator.ClosedValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Closed values that were imported, until the instant at which they are known: what was evaluated before must not have seen them,
 * whether they were met in the log or read from the store after a restart.
 */
public final class KnownLater {
    private final List<ClosedValue> waiting = new ArrayList<>();

    public void put(ClosedValue value) {
        waiting.add(value);
    }

    /** Gives out, once, what is known at {@code instant}, in the order in which it was told. */
    public void admit(long instant, Consumer<ClosedValue> taker) {
        if (waiting.isEmpty()) {
            return;
        }
        waiting.removeIf(value -> {
            boolean isKnown = value.knownAt() <= instant;
            if (isKnown) {
                taker.accept(value);
            }
            return isKnown;
        });
    }
}
