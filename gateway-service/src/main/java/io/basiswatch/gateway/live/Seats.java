package io.basiswatch.gateway.live;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The clients of one event loop: by what they want, and by when they are due. All that is kept of one is here. */
final class Seats {
    private static final int WHEEL_SLOTS = 512;

    private final Map<StreamFilter, Audience> audiences = new HashMap<>();
    private final Map<Subscriber, Seat> seats = new LinkedHashMap<>();
    private final TimerWheel<Seat> wheel;

    Seats(long tickNanos, long now) {
        this.wheel = new TimerWheel<>(tickNanos, WHEEL_SLOTS, now);
    }

    /** Those that want the same. */
    Audience audience(StreamFilter filter) {
        return audiences.computeIfAbsent(filter, Audience::new);
    }

    void add(Seat seat) {
        seat.audience.add(seat);
        seats.put(seat.subscriber, seat);
    }

    /** The seat that is free now; empty where the subscriber had left before. */
    Optional<Seat> remove(Subscriber subscriber) {
        Seat seat = seats.remove(subscriber);
        if (seat == null) {
            return Optional.empty();
        }
        wheel.remove(seat, seat.slot);
        seat.audience.remove(seat);
        if (seat.audience.isEmpty()) {
            audiences.remove(seat.audience.filter());
        }
        return Optional.of(seat);
    }

    /** Makes the seat due after the delay. */
    void schedule(Seat seat, long delayNanos) {
        seat.slot = wheel.add(seat, delayNanos);
    }

    List<Seat> due(long now) {
        return wheel.advance(now);
    }

    /** A copy: whoever is told something may leave. */
    List<Subscriber> all() {
        return new ArrayList<>(seats.keySet());
    }

    /** A copy, for the same reason. */
    List<Audience> audiences() {
        return List.copyOf(audiences.values());
    }
}
