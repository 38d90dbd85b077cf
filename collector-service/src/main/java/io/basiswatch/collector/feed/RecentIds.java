package io.basiswatch.collector.feed;

import io.basiswatch.model.Instrument;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/**
 * What was last said of each instrument, by id, bounded: venues repeat trades when a subscription starts.
 *
 * <p>For ids of any form; {@link SeenTrades} is cheaper where they count up. A thing is known by its id together with its
 * time; a capture that is played again at another time brings the same ids with other times, and those are new. Not
 * thread-safe.
 */
final class RecentIds {
    private final int capacity;
    private final Map<Instrument, Ring> rings = new HashMap<>();

    /**
     * @param capacity how many ids of each instrument are remembered
     */
    RecentIds(int capacity) {
        this.capacity = capacity;
    }

    /**
     * Remembers an id; the oldest of its instrument is forgotten for it.
     *
     * @return false where it was remembered already: it is a repetition
     */
    boolean add(Instrument instrument, String id, long time) {
        return rings.computeIfAbsent(instrument, unseen -> new Ring(capacity)).add(id, time);
    }

    /** Whether an id is remembered, whatever its time. */
    boolean holds(Instrument instrument, String id) {
        Ring ring = rings.get(instrument);
        return ring != null && ring.times.containsKey(id);
    }

    /** Grows with what it is given, up to its capacity: most instruments never trade so much. */
    private static final class Ring {
        private final int capacity;
        private final ArrayDeque<String> order = new ArrayDeque<>();
        private final Map<String, Long> times = new HashMap<>();

        Ring(int capacity) {
            this.capacity = capacity;
        }

        boolean add(String id, long time) {
            Long before = times.put(id, time);
            if (before != null) {
                return before != time;
            }
            if (order.size() == capacity) {
                times.remove(order.removeFirst());
            }
            order.addLast(id);
            return true;
        }
    }
}
