package io.basiswatch.collector.feed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A socket that is going to take another one's place. It is opened and greeted while the old one still flows, and what it
 * brings is held until it can be relied upon to flow.
 *
 * <p>What is held is not read, because two sockets must not write to the same books; that it flows is seen from how much comes
 * and for how long. A stream that it does not bring all the same is found silent afterwards, with a gap since its last news.
 */
final class Successor {
    /** For this long it must have brought something besides. */
    private static final Duration OVERLAP = Duration.ofSeconds(3);

    /** After this long what it has brought will do. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** More is not held; snapshots of books are some megabytes. */
    private static final long MOST_BYTES = 64 << 20;

    private static final int MOST_MESSAGES = 100_000;

    private final Line line;
    private final int enough;
    private final List<byte[]> held = new ArrayList<>();
    private long bytes;
    private long opened = -1;
    private long first = -1;

    /**
     * @param enough how many messages make it likely that every stream flows
     */
    Successor(Line line, int enough) {
        this.line = line;
        this.enough = enough;
    }

    Line line() {
        return line;
    }

    void opened(long now) {
        opened = now;
    }

    boolean isOpen() {
        return opened >= 0;
    }

    void hold(byte[] message, long now) {
        first = first < 0 ? now : first;
        held.add(message);
        bytes += message.length;
    }

    /** What it has brought, in order. */
    List<byte[]> held() {
        return held;
    }

    /** When it brought its first message; it must have brought one. */
    long flowsSince() {
        return first;
    }

    /** Whether it may take the other one's place. */
    boolean flows(long now) {
        if (first < 0 || !line.hasSaidAll()) {
            return false;
        }
        boolean full = bytes > MOST_BYTES || held.size() > MOST_MESSAGES;
        boolean busy = held.size() >= enough && isOver(OVERLAP, first, now);
        return full || busy || isOver(PATIENCE, opened, now);
    }

    /** Whether it has said everything and heard nothing for too long. */
    boolean isMute(long now) {
        return opened >= 0 && first < 0 && isOver(PATIENCE.multipliedBy(2), opened, now);
    }

    private static boolean isOver(Duration wait, long since, long now) {
        return now - since >= wait.toNanos() / 1_000;
    }
}
