package io.basiswatch.benchmarks.streams.client;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads the lines of an event stream and tells of each event. Marked events, which are nearly all, make no garbage.
 *
 * <p>Lines may come in any pieces. A line ends with LF; CR before it is no part of it.
 */
final class EventScanner {
    /** What is told. */
    interface Listener {
        /** An event that ends in a {@link Mark}; {@code conflated} others of its series were left out before it. */
        void marked(boolean isSnapshot, long number, long sent, int conflated);

        /** Any other event; {@code data} is empty where it has none. */
        void other(String name, String data);

        void comment(String text);

        void retry(int millis);
    }

    private static final byte[] SNAPSHOT = "event: snapshot".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] UPDATE = "event: update".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] CONFLATED = "data: {\"conflated\":".getBytes(StandardCharsets.US_ASCII);

    private final Listener listener;

    private byte[] begun = {};
    private int begunLength;
    private byte[] id = {};
    private int idLength;
    private boolean isSnapshot;
    private boolean isMarked;
    private long number;
    private long sent;
    private int conflated;
    private String name = "";
    private String data = "";

    EventScanner(Listener listener) {
        this.listener = listener;
    }

    /** The last id that came, as the client would send it; empty where none came. */
    String lastId() {
        return new String(id, 0, idLength, StandardCharsets.US_ASCII);
    }

    /** Forgets what is half read: the connection is another one. The last id stays. */
    void restart() {
        begunLength = 0;
        clear();
    }

    void take(byte[] bytes, int from, int to) {
        int start = from;
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\n') {
                if (begunLength > 0) {
                    keep(bytes, start, i);
                    int length = begunLength;
                    begunLength = 0;
                    line(begun, 0, length);
                } else {
                    line(bytes, start, i);
                }
                start = i + 1;
            }
        }
        if (start < to) {
            keep(bytes, start, to);
        }
    }

    private void keep(byte[] bytes, int from, int to) {
        int length = to - from;
        if (begun.length < begunLength + length) {
            begun = Arrays.copyOf(begun, Math.max(2 * begun.length, begunLength + length));
        }
        System.arraycopy(bytes, from, begun, begunLength, length);
        begunLength += length;
    }

    private void line(byte[] bytes, int from, int to) {
        int end = to > from && bytes[to - 1] == '\r' ? to - 1 : to;
        if (end == from) {
            dispatch();
            return;
        }
        switch (bytes[from]) {
            case 'd' -> data(bytes, from, end);
            case 'e' -> name(bytes, from, end);
            case 'i' -> id(bytes, from + "id: ".length(), end);
            case 'r' -> listener.retry(Integer.parseInt(text(bytes, from + "retry: ".length(), end)));
            case ':' -> listener.comment(text(bytes, from + 1, end).strip());
            default -> throw new IllegalStateException("no line of an event: " + text(bytes, from, end));
        }
    }

    private void data(byte[] bytes, int from, int end) {
        if (Mark.isAt(bytes, from, end)) {
            isMarked = true;
            number = Mark.number(bytes, end);
            sent = Mark.sent(bytes, end);
            conflated = conflated(bytes, from, end);
        } else {
            data = text(bytes, from + "data: ".length(), end);
        }
    }

    /** How many updates of the same series were left out before this one, as its data says first of all. */
    private static int conflated(byte[] bytes, int from, int end) {
        int at = from + CONFLATED.length;
        if (!Arrays.equals(bytes, from, Math.min(at, end), CONFLATED, 0, CONFLATED.length)) {
            return 0;
        }
        int count = 0;
        for (; at < end && Character.isDigit(bytes[at]); at++) {
            count = count * 10 + bytes[at] - '0';
        }
        return count;
    }

    private void name(byte[] bytes, int from, int end) {
        isSnapshot = Arrays.equals(bytes, from, end, SNAPSHOT, 0, SNAPSHOT.length);
        if (!isSnapshot && !Arrays.equals(bytes, from, end, UPDATE, 0, UPDATE.length)) {
            name = text(bytes, from + "event: ".length(), end);
        }
    }

    private void id(byte[] bytes, int from, int end) {
        idLength = end - from;
        if (id.length < idLength) {
            id = new byte[idLength + 8];
        }
        System.arraycopy(bytes, from, id, 0, idLength);
    }

    private void dispatch() {
        if (isMarked) {
            listener.marked(isSnapshot, number, sent, conflated);
        } else if (!name.isEmpty() || !data.isEmpty()) {
            listener.other(name, data);
        }
        clear();
    }

    private void clear() {
        isSnapshot = false;
        isMarked = false;
        name = "";
        data = "";
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
}
