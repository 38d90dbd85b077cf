package io.basiswatch.collector.venue.krakenspot;

import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonException;
import java.nio.charset.StandardCharsets;

/**
 * Where the parts of a frame of WebSocket v1 are: {@code [channelID, payload, channelName, pair]}, with two payloads where
 * both sides of a book changed. Reused from frame to frame.
 */
final class KrakenLegacyElements {
    private static final int MIN = 4;
    private static final int MAX = 5;

    private final int[] starts = new int[MAX];
    private final int[] ends = new int[MAX];
    private byte[] text = new byte[0];
    private int count;

    /** Walks over a whole frame. */
    void read(JsonCursor cursor) {
        text = cursor.text();
        count = 0;
        cursor.beginArray();
        while (cursor.nextElement()) {
            if (count == MAX) {
                throw new JsonException("more elements than any channel has");
            }
            starts[count] = cursor.position();
            cursor.skip();
            ends[count] = endOf(cursor.position());
            count++;
        }
        cursor.end();
        if (count < MIN || !isText(count - 2) || !isText(count - 1)) {
            throw new JsonException("neither channel nor pair");
        }
    }

    private int endOf(int position) {
        int end = position;
        while (text[end - 1] <= ' ') {
            end--;
        }
        return end;
    }

    private boolean isText(int element) {
        return text[starts[element]] == '"' && ends[element] - starts[element] > 2;
    }

    byte[] text() {
        return text;
    }

    int start(int element) {
        return starts[element];
    }

    int end(int element) {
        return ends[element];
    }

    /** Which element is the channel. */
    int channel() {
        return count - 2;
    }

    int channelStart() {
        return starts[count - 2] + 1;
    }

    int channelEnd() {
        return ends[count - 2] - 1;
    }

    String channelName() {
        return new String(text, channelStart(), channelEnd() - channelStart(), StandardCharsets.UTF_8);
    }

    int pairStart() {
        return starts[count - 1] + 1;
    }

    int pairEnd() {
        return ends[count - 1] - 1;
    }

    String pair() {
        return new String(text, pairStart(), pairEnd() - pairStart(), StandardCharsets.UTF_8);
    }
}
