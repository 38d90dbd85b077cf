package io.basiswatch.collector.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * The fields of one object that a decoder knows, found in any order in one pass and read afterwards.
 *
 * <p>Names are given once; a field is then addressed by the position of its name. Names are told apart by all of their
 * bytes, as venues use {@code b} and {@code B} for different things. A known field that comes twice is refused: which of
 * the two is meant cannot be known. Values stay in the frame's bytes until somebody asks for them.
 */
public final class JsonFields {
    private static final int SLOTS = 128;

    private final byte[][] names;
    private final int[] nextWithSameHash;
    private final int[] firstWithHash = new int[SLOTS];
    private final int[] oneLetter = new int[SLOTS];
    private final JsonKind[] kinds;

    /** The kind of a field is of this message only where its round is {@link #round}. */
    private final int[] rounds;

    private final int[] starts;
    private final int[] ends;
    private byte[] text = new byte[0];
    private int round = 1;

    private JsonFields(String... names) {
        this.names = new byte[names.length][];
        this.nextWithSameHash = new int[names.length];
        this.kinds = new JsonKind[names.length];
        this.rounds = new int[names.length];
        this.starts = new int[names.length];
        this.ends = new int[names.length];
        Arrays.fill(firstWithHash, -1);
        Arrays.fill(oneLetter, -1);
        for (int i = 0; i < names.length; i++) {
            this.names[i] = names[i].getBytes(StandardCharsets.UTF_8);
            int hash = hash(this.names[i], 0, this.names[i].length);
            nextWithSameHash[i] = firstWithHash[hash];
            firstWithHash[hash] = i;
            if (this.names[i].length == 1) {
                oneLetter[this.names[i][0]] = i;
            }
        }
    }

    public static JsonFields of(String... names) {
        return new JsonFields(names);
    }

    private static int hash(byte[] bytes, int start, int end) {
        return end == start
                ? 0
                : (bytes[start] + 31 * bytes[end - 1] * (end - start) + (end - start - 1)) & (SLOTS - 1);
    }

    /** Forgets what was read. */
    public JsonFields clear() {
        round++;
        return this;
    }

    /** Reads a whole object. */
    public JsonFields read(JsonCursor cursor) {
        cursor.beginObject();
        while (cursor.nextField()) {
            take(cursor);
        }
        return this;
    }

    /** Takes the value of the field that {@code cursor} is at, if its name is known; passes over it otherwise. */
    public void take(JsonCursor cursor) {
        text = cursor.text();
        int field = indexOf(text, cursor.nameStart(), cursor.nameEnd());
        if (field < 0) {
            cursor.skip();
            return;
        }
        if (has(field)) {
            throw new JsonException("field '" + name(field) + "' comes twice");
        }
        rounds[field] = round;
        starts[field] = cursor.position();
        kinds[field] = cursor.pass();
        ends[field] = cursor.offset();
    }

    private int indexOf(byte[] bytes, int start, int end) {
        if (end - start == 1 && bytes[start] >= 0) {
            return oneLetter[bytes[start]];
        }
        int field = firstWithHash[hash(bytes, start, end)];
        while (field >= 0 && !Arrays.equals(bytes, start, end, names[field], 0, names[field].length)) {
            field = nextWithSameHash[field];
        }
        return field;
    }

    private String name(int field) {
        return new String(names[field], StandardCharsets.UTF_8);
    }

    public boolean has(int field) {
        return rounds[field] == round;
    }

    /** Whether the field says anything: it is there, not null and not an empty string. */
    public boolean hasValue(int field) {
        return has(field) && kinds[field] != JsonKind.NULL && end(field) > start(field);
    }

    public boolean is(int field, JsonKind kind) {
        return has(field) && kinds[field] == kind;
    }

    /** Whether the field is this string. */
    public boolean is(int field, byte[] value) {
        return is(field, JsonKind.STRING)
                && Arrays.equals(text, starts[field] + 1, ends[field] - 1, value, 0, value.length);
    }

    /** Whether the field is a string that ends like this. */
    public boolean endsWith(int field, byte[] value) {
        int to = ends[field] - 1;
        return is(field, JsonKind.STRING)
                && to - starts[field] - 1 >= value.length
                && Arrays.equals(text, to - value.length, to, value, 0, value.length);
    }

    /** Where the value's text starts: behind the quotation mark for a string. */
    public int start(int field) {
        return kinds[field] == JsonKind.STRING ? starts[field] + 1 : starts[field];
    }

    /** Where the value's text ends, exclusive. */
    public int end(int field) {
        return kinds[field] == JsonKind.STRING ? ends[field] - 1 : ends[field];
    }

    public byte[] text() {
        return text;
    }

    /** A number that the venue writes as a string, such as {@code "2683.81"}. */
    public double quotedDecimal(int field) {
        require(field, JsonKind.STRING);
        try {
            return JsonNumbers.decimal(text, starts[field] + 1, ends[field] - 1);
        } catch (JsonException e) {
            throw named(field, e);
        }
    }

    /** A number that the venue writes as a number or as a string. */
    public double decimal(int field) {
        if (is(field, JsonKind.STRING)) {
            return quotedDecimal(field);
        }
        require(field, JsonKind.NUMBER);
        return JsonNumbers.decimal(text, starts[field], ends[field]);
    }

    public long whole(int field) {
        require(field, JsonKind.NUMBER);
        try {
            return JsonNumbers.whole(text, starts[field], ends[field]);
        } catch (JsonException e) {
            throw named(field, e);
        }
    }

    /** A whole number that the venue writes as a string. */
    public long quotedWhole(int field) {
        require(field, JsonKind.STRING);
        try {
            return JsonNumbers.whole(text, starts[field] + 1, ends[field] - 1);
        } catch (JsonException e) {
            throw named(field, e);
        }
    }

    public boolean bool(int field) {
        if (!is(field, JsonKind.TRUE) && !is(field, JsonKind.FALSE)) {
            throw wrong(field, "true or false");
        }
        return is(field, JsonKind.TRUE);
    }

    /** A string of plain ASCII without escapes. */
    public String code(int field) {
        require(field, JsonKind.STRING);
        return JsonText.code(text, starts[field] + 1, ends[field] - 1);
    }

    public String string(int field) {
        require(field, JsonKind.STRING);
        return JsonText.string(text, starts[field] + 1, ends[field] - 1);
    }

    /** The digits of a number, or the text of a string: ids that are one or the other. */
    public String literal(int field) {
        if (is(field, JsonKind.NUMBER)) {
            return JsonText.code(text, starts[field], ends[field]);
        }
        return code(field);
    }

    private void require(int field, JsonKind kind) {
        if (!is(field, kind)) {
            throw wrong(field, kind.name().toLowerCase(Locale.ROOT));
        }
    }

    private JsonException wrong(int field, String wanted) {
        return new JsonException(
                !has(field)
                        ? "field '" + name(field) + "' is missing"
                        : "field '" + name(field) + "' is no " + wanted + " but " + kinds[field]);
    }

    private JsonException named(int field, JsonException cause) {
        return new JsonException("field '" + name(field) + "': " + cause.getMessage());
    }
}
