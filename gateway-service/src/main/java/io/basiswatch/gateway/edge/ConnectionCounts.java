package io.basiswatch.gateway.edge;

import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** How many connections each address has. */
final class ConnectionCounts {
    private final int limit;
    private final Predicate<InetAddress> unlimited;
    private final Map<InetAddress, Integer> open = new ConcurrentHashMap<>();

    ConnectionCounts(int limit, Predicate<InetAddress> unlimited) {
        this.limit = limit;
        this.unlimited = unlimited;
    }

    /** Whether the address may have one more; it then has to be {@link #closed}. */
    boolean opened(InetAddress address) {
        if (unlimited.test(address)) {
            return true;
        }
        if (open.merge(address, 1, Integer::sum) <= limit) {
            return true;
        }
        closed(address);
        return false;
    }

    void closed(InetAddress address) {
        open.computeIfPresent(address, (known, count) -> count == 1 ? null : count - 1);
    }

    int addresses() {
        return open.size();
    }
}
