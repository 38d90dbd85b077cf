package io.basiswatch.gateway.live;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * The clients of one event loop that want the same. Whether a series is wanted is decided once for all of them, and what
 * they get of a page is joined once.
 */
final class Audience {
    private static final Logger LOG = Logger.getLogger(Audience.class);
    private static final int MOST_DECIDED = 20_000;

    private final StreamFilter filter;
    private final List<Seat> seats = new ArrayList<>();
    private final Map<String, Boolean> decided = new HashMap<>();

    Audience(StreamFilter filter) {
        this.filter = filter;
    }

    StreamFilter filter() {
        return filter;
    }

    boolean wants(Update update) {
        if (!filter.acceptsResolution(update.resolution())) {
            return false;
        }
        Boolean known = decided.get(update.name());
        if (known != null) {
            return known;
        }
        boolean wanted = filter.accepts(update.series());
        if (decided.size() >= MOST_DECIDED) {
            decided.clear();
        }
        decided.put(update.name(), wanted);
        return wanted;
    }

    List<Piece> pieces(List<Update> updates) {
        return Piece.of(updates.stream().filter(this::wants).toList());
    }

    void add(Seat seat) {
        seat.index = seats.size();
        seats.add(seat);
    }

    /** The last one takes the place, so that nobody else moves. */
    void remove(Seat seat) {
        Seat last = seats.removeLast();
        if (last != seat) {
            seats.set(seat.index, last);
            last.index = seat.index;
        }
    }

    boolean isEmpty() {
        return seats.isEmpty();
    }

    /** From the end, so that one that leaves meanwhile makes nobody be passed over. What fails for one fails for it alone. */
    void offer(List<Piece> pieces) {
        for (int i = seats.size() - 1; i >= 0; i--) {
            Subscriber subscriber = seats.get(i).subscriber;
            try {
                subscriber.offer(pieces);
            } catch (RuntimeException e) {
                LOG.error("a stream has failed", e);
                subscriber.fail();
            }
        }
    }
}
