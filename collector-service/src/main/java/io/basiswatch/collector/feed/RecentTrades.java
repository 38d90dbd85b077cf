package io.basiswatch.collector.feed;

import io.basiswatch.model.Instrument;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The last trade ids of each instrument, bounded: venues repeat trades when a subscription starts. Not thread-safe. */
public final class RecentTrades {
    private final int capacity;
    private final Map<Instrument, Ring> rings = new HashMap<>();

    /**
     * @param capacity how many ids of each instrument are remembered
     */
    public RecentTrades(int capacity) {
        this.capacity = capacity;
    }

    /**
     * Remembers an id; the oldest of its instrument is forgotten for it.
     *
     * @return false where it was remembered already: the trade is a repetition
     */
    public boolean add(Instrument instrument, String tradeId) {
        return rings.computeIfAbsent(instrument, unseen -> new Ring(capacity)).add(tradeId);
    }

    private static final class Ring {
        private final String[] order;
        private final Set<String> present;
        private int next;

        Ring(int capacity) {
            order = new String[capacity];
            present = HashSet.newHashSet(capacity);
        }

        boolean add(String id) {
            if (!present.add(id)) {
                return false;
            }
            if (order[next] != null) {
                present.remove(order[next]);
            }
            order[next] = id;
            next = (next + 1) % order.length;
            return true;
        }
    }
}
