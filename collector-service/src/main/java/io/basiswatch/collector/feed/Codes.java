package io.basiswatch.collector.feed;

import io.basiswatch.collector.json.JsonFields;
import io.basiswatch.collector.json.JsonKind;
import java.util.Arrays;

/**
 * The codes that come with every frame, such as symbols, as strings that are made once: what was made before is found by
 * its bytes. A string that is found costs nothing to hash either.
 *
 * <p>A cache of one entry per hash, so it is bounded whatever a venue sends. Not thread-safe.
 */
public final class Codes {
    private static final int SLOTS = 1 << 12;

    private final byte[][] texts = new byte[SLOTS][];
    private final String[] codes = new String[SLOTS];

    /** The same as {@link JsonFields#code}. */
    public String code(JsonFields fields, int field) {
        if (!fields.is(field, JsonKind.STRING)) {
            return fields.code(field);
        }
        byte[] text = fields.text();
        int start = fields.start(field);
        int end = fields.end(field);
        int slot = slot(text, start, end);
        byte[] known = texts[slot];
        if (known != null && Arrays.equals(text, start, end, known, 0, known.length)) {
            return codes[slot];
        }
        String code = fields.code(field);
        texts[slot] = Arrays.copyOfRange(text, start, end);
        codes[slot] = code;
        return code;
    }

    private static int slot(byte[] text, int start, int end) {
        int hash = 0;
        for (int i = start; i < end; i++) {
            hash = 31 * hash + text[i];
        }
        return (hash ^ hash >>> 15) & (SLOTS - 1);
    }
}
