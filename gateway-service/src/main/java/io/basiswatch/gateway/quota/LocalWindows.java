package io.basiswatch.gateway.quota;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Windows of this gateway alone: what there is while the shared ones cannot be reached. */
final class LocalWindows implements Windows {
    /** Each is 2 KB. */
    private static final int LARGEST = 10_000;

    private final LongSupplier nanos;
    private final Map<String, Window> windows = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Window> eldest) {
            return size() > LARGEST;
        }
    };

    /** {@code nanos} is a clock that never goes back, such as {@link System#nanoTime}. */
    LocalWindows(LongSupplier nanos) {
        this.nanos = nanos;
    }

    @Override
    public void lease(Ask ask, Consumer<Lease> then) {
        Lease lease;
        synchronized (this) {
            lease = windows.computeIfAbsent(ask.subject(), subject -> new Window())
                    .lease(ask, Math.floorDiv(nanos.getAsLong() - Long.MIN_VALUE / 2, 1_000_000));
        }
        then.accept(lease);
    }

    synchronized void clear() {
        windows.clear();
    }
}
