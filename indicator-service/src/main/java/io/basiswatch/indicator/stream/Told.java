package io.basiswatch.indicator.stream;

import io.basiswatch.model.Liquidation;
import io.basiswatch.model.Stamp;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The liquidations of one instrument that were told lately. They have no id, and two may be alike: so each passes as often as
 * the one source has told it that has told it most often.
 */
final class Told {
    /** How often each source has told one, and when it was received last. */
    private static final class Count {
        private final Map<Source, Integer> bySource = new HashMap<>(2);
        private int most;
        private long received;
    }

    private record Source(int replica, long epoch) {}

    private final Map<Liquidation, Count> counts = new LinkedHashMap<>();

    /** Whether one like this was told less often before. */
    boolean isNew(int replica, long epoch, Liquidation liquidation) {
        long received = liquidation.receivedTime();
        counts.values().removeIf(count -> count.received < received - Twins.REMEMBERED);
        Count count = counts.computeIfAbsent(content(liquidation), key -> new Count());
        count.received = Math.max(count.received, received);
        int told = count.bySource.merge(new Source(replica, epoch), 1, Integer::sum);
        if (told <= count.most) {
            return false;
        }
        count.most = told;
        return true;
    }

    /** Without what is ours. */
    private static Liquidation content(Liquidation it) {
        Stamp stamp = new Stamp(
                it.stamp().eventTime(), 0, Stamp.NO_SEQUENCE, it.stamp().origin());
        return new Liquidation(
                it.instrument(),
                stamp,
                it.price(),
                it.quantity(),
                it.notional(),
                it.closedPosition(),
                it.completeness());
    }
}
