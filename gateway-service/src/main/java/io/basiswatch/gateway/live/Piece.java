package io.basiswatch.gateway.live;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Updates that are written together, joined once for all clients that want the same.
 *
 * @param updates at least one, in order
 * @param frames all of them
 */
record Piece(List<Update> updates, SharedBytes frames) implements AutoCloseable {
    /** What one write holds at most, if it is more than one update. */
    static final int MOST_BYTES = 32 * 1_024;

    StreamId first() {
        return updates.getFirst().id();
    }

    StreamId last() {
        return updates.getLast().id();
    }

    @Override
    public void close() {
        frames.close();
    }

    /** All of {@code updates}, in few pieces. */
    static List<Piece> of(List<Update> updates) {
        if (updates.size() == 1) {
            return List.of(new Piece(updates, new SharedBytes(updates.getFirst().frame())));
        }
        List<Piece> pieces = new ArrayList<>();
        int from = 0;
        int bytes = 0;
        for (int i = 0; i < updates.size(); i++) {
            int length = updates.get(i).frame().length();
            if (bytes > 0 && bytes + length > MOST_BYTES) {
                pieces.add(joined(updates.subList(from, i), bytes));
                from = i;
                bytes = 0;
            }
            bytes += length;
        }
        if (bytes > 0) {
            pieces.add(joined(updates.subList(from, updates.size()), bytes));
        }
        return pieces;
    }

    private static Piece joined(List<Update> updates, int bytes) {
        if (updates.size() == 1) {
            return new Piece(updates, new SharedBytes(updates.getFirst().frame()));
        }
        Buffer frames = Buffer.buffer(bytes);
        updates.forEach(update -> frames.appendBuffer(update.frame()));
        return new Piece(List.copyOf(updates), new SharedBytes(frames));
    }
}
