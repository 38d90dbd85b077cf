package io.basiswatch.collector.venue.bitstamp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What channel names such as {@code diff_order_book_btcusd} stand for, found by their bytes, so that a frame makes no
 * text. Not thread-safe.
 */
final class BitstampChannels {
    /** What a channel carries. */
    enum Kind {
        TRADES("live_trades"),
        WHOLE_BOOK("order_book"),
        WHOLE_BOOK_WITH_ORDERS("detail_order_book"),
        CHANGES("diff_order_book"),
        ORDERS("live_orders"),
        OTHER("");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** The venue's own word; empty for what we do not know. */
        String word() {
            return word;
        }
    }

    /** A channel: what it carries, and of which pair. */
    record Channel(Kind kind, String symbol) {
        static final Channel NONE = new Channel(Kind.OTHER, "");
    }

    /** A power of two, and more than the venue has channels that we use. */
    private static final int SLOTS = 1_024;

    private final byte[][] names = new byte[SLOTS][];
    private final Channel[] channels = new Channel[SLOTS];

    /** The channel whose name stands in {@code text} from {@code start} to before {@code end}. */
    Channel find(byte[] text, int start, int end) {
        int slot = hash(text, start, end) & (SLOTS - 1);
        byte[] known = names[slot];
        if (known == null || !Arrays.equals(known, 0, known.length, text, start, end)) {
            names[slot] = Arrays.copyOfRange(text, start, end);
            channels[slot] = read(new String(text, start, end - start, StandardCharsets.UTF_8));
        }
        return channels[slot];
    }

    private static int hash(byte[] text, int start, int end) {
        int hash = 0;
        for (int i = start; i < end; i++) {
            hash = 31 * hash + text[i];
        }
        return hash ^ hash >>> 10;
    }

    private static Channel read(String name) {
        int end = name.lastIndexOf('_');
        String word = name.substring(0, Math.max(end, 0));
        String symbol = name.substring(end + 1);
        for (Kind kind : Kind.values()) {
            if (kind.word.equals(word) && !word.isEmpty()) {
                return new Channel(kind, symbol);
            }
        }
        return new Channel(Kind.OTHER, symbol);
    }
}
