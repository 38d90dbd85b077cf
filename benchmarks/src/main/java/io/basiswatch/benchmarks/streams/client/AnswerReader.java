package io.basiswatch.benchmarks.streams.client;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Reads one HTTP/1.1 answer as its bytes come, and hands on its body without the seams of its chunks. */
final class AnswerReader {
    /** What is told. */
    interface Listener {
        void status(int code);

        void body(byte[] bytes, int from, int to);

        /** The last chunk has come. */
        void end();
    }

    private enum Part {
        HEAD,
        PLAIN,
        CHUNK_SIZE,
        CHUNK,
        AFTER_CHUNK,
        DONE
    }

    private static final byte[] END_OF_HEAD = {'\r', '\n', '\r', '\n'};

    private final Listener listener;

    private Part part = Part.HEAD;
    private ByteArrayOutputStream head = new ByteArrayOutputStream(256);
    private int matched;
    private long left;
    private boolean inExtension;

    AnswerReader(Listener listener) {
        this.listener = listener;
    }

    void take(byte[] bytes, int length) {
        int at = 0;
        while (at < length) {
            at = switch (part) {
                case HEAD -> head(bytes, at);
                case CHUNK_SIZE -> size(bytes, at);
                case CHUNK -> chunk(bytes, at, length);
                case AFTER_CHUNK -> afterChunk(bytes, at);
                case DONE -> length;
                case PLAIN -> {
                    listener.body(bytes, at, length);
                    yield length;
                }
            };
        }
    }

    private int head(byte[] bytes, int at) {
        byte next = bytes[at];
        head.write(next);
        matched = next == END_OF_HEAD[matched] ? matched + 1 : next == '\r' ? 1 : 0;
        if (matched == END_OF_HEAD.length) {
            String text = head.toString(StandardCharsets.US_ASCII);
            head = new ByteArrayOutputStream(0);
            part = text.toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked") ? Part.CHUNK_SIZE : Part.PLAIN;
            listener.status(Integer.parseInt(text.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length())));
        }
        return at + 1;
    }

    private int size(byte[] bytes, int at) {
        byte next = bytes[at];
        if (next == '\n') {
            inExtension = false;
            part = left == 0 ? Part.DONE : Part.CHUNK;
            if (left == 0) {
                listener.end();
            }
        } else if (next == '\r' || next == ';') {
            inExtension = true;
        } else if (!inExtension) {
            left = left * 16 + Character.digit(next, 16);
        }
        return at + 1;
    }

    private int chunk(byte[] bytes, int at, int length) {
        int end = (int) Math.min(length, at + left);
        listener.body(bytes, at, end);
        left -= end - at;
        if (left == 0) {
            part = Part.AFTER_CHUNK;
        }
        return end;
    }

    private int afterChunk(byte[] bytes, int at) {
        if (bytes[at] == '\n') {
            part = Part.CHUNK_SIZE;
        }
        return at + 1;
    }
}
