package io.basiswatch.collector.json;

import java.util.Arrays;

/**
 * Walks once over a JSON text in a byte array and checks it on the way.
 *
 * <p>The caller asks for what must come next; anything else is a {@link JsonException}. What is skipped is checked as
 * well, so a text that was walked to its {@link #end} was JSON, but for the UTF-8 inside of strings, which is not looked
 * at. Field names are compared as bytes, case and all. Not thread-safe; reusable by {@link #reset}.
 */
public final class JsonCursor extends JsonScanner {
    /** Deeper nesting is refused: no venue comes near it. */
    private static final int MAX_DEPTH = 64;

    private boolean fresh;
    private int nameStart;
    private int nameEnd;

    public JsonCursor reset(byte[] bytes) {
        return reset(bytes, 0, bytes.length);
    }

    /** Starts again on the part of {@code bytes} from {@code from} to before {@code to}. */
    public JsonCursor reset(byte[] bytes, int from, int to) {
        text = bytes;
        at = from;
        limit = to;
        fresh = false;
        return this;
    }

    public byte[] text() {
        return text;
    }

    /** Where the next unread byte is, after white space. */
    public int position() {
        space();
        return at;
    }

    /** Where the last read value ended. */
    int offset() {
        return at;
    }

    int nameStart() {
        return nameStart;
    }

    int nameEnd() {
        return nameEnd;
    }

    /** What kind of value comes next. */
    public JsonKind kind() {
        return switch (peek()) {
            case '{' -> JsonKind.OBJECT;
            case '[' -> JsonKind.ARRAY;
            case '"' -> JsonKind.STRING;
            case 't' -> JsonKind.TRUE;
            case 'f' -> JsonKind.FALSE;
            case 'n' -> JsonKind.NULL;
            default -> JsonKind.NUMBER;
        };
    }

    public void beginObject() {
        expect('{');
        fresh = true;
    }

    public void beginArray() {
        expect('[');
        fresh = true;
    }

    /** Moves to the value of the next field, or past the end of the object. */
    public boolean nextField() {
        if (!more('}')) {
            return false;
        }
        nameStart = position() + 1;
        if (nameStart + 1 < limit && text[nameStart] > '\\' && text[nameStart + 1] == '"' && text[at] == '"') {
            at = nameStart + 2;
        } else {
            skipString();
        }
        nameEnd = at - 1;
        expect(':');
        return true;
    }

    /** Moves to the next element, or past the end of the array. */
    public boolean nextElement() {
        return more(']');
    }

    private boolean more(char close) {
        byte next = peek();
        if (next == close) {
            at++;
            fresh = false;
            return false;
        }
        if (!fresh) {
            expect(',');
            if (peek() == close) {
                throw unexpected();
            }
        }
        fresh = false;
        return true;
    }

    /** Whether the current field has this name. */
    public boolean fieldIs(byte[] name) {
        return Arrays.equals(text, nameStart, nameEnd, name, 0, name.length);
    }

    /** Reads a string of plain ASCII without escapes, as venues write their codes. */
    public String code() {
        int start = position() + 1;
        skipString();
        return JsonText.code(text, start, at - 1);
    }

    /** Reads any string. */
    public String string() {
        int start = position() + 1;
        skipString();
        return JsonText.string(text, start, at - 1);
    }

    /** Reads a number, whether it is written as a number or as a string. */
    public double decimal() {
        if (peek() == '"') {
            int start = at + 1;
            double quick = shortDecimal(start);
            if (quick == quick) {
                return quick;
            }
            skipString();
            return JsonNumbers.decimal(text, start, at - 1);
        }
        int start = passDigits();
        return JsonNumbers.decimal(text, start, at);
    }

    /**
     * Reads an array of rows that each begin with two numbers, written as numbers or as strings; what else stands in a row is
     * passed over.
     */
    public void pairs(JsonPairs to) {
        beginArray();
        while (nextElement()) {
            if (!isCompactPair(to)) {
                beginArray();
                double first = required();
                double second = required();
                while (nextElement()) {
                    skip();
                }
                to.pair(first, second);
            }
        }
    }

    /** Reads {@code ["2681.62","16.969"]}, the form of nearly all rows; false where it is another, and nothing was read. */
    private boolean isCompactPair(JsonPairs to) {
        int row = at;
        if (row + 2 > limit || text[row] != '[' || text[row + 1] != '"') {
            return false;
        }
        double first = shortDecimal(row + 2);
        if (first == first && at + 2 <= limit && text[at] == ',' && text[at + 1] == '"') {
            double second = shortDecimal(at + 2);
            if (second == second && at < limit && text[at] == ']') {
                at++;
                to.pair(first, second);
                return true;
            }
        }
        at = row;
        return false;
    }

    private double required() {
        if (!nextElement()) {
            throw new JsonException("a row of less than two numbers at byte " + at);
        }
        return decimal();
    }

    /** Reads a whole number that is written as a number. */
    public long whole() {
        space();
        int start = passDigits();
        return JsonNumbers.whole(text, start, at);
    }

    /** Nothing but white space may be left. */
    public void end() {
        space();
        if (at < limit) {
            throw unexpected();
        }
    }

    /** Passes over one value of any kind. */
    public void skip() {
        pass();
    }

    /** Passes over one value and says of what kind it was. */
    JsonKind pass() {
        JsonKind kind = kind();
        if (kind == JsonKind.OBJECT || kind == JsonKind.ARRAY) {
            skipNested();
        } else {
            skipScalar(kind);
        }
        return kind;
    }

    private void skipScalar(JsonKind kind) {
        switch (kind) {
            case STRING -> skipString();
            case TRUE -> word("true");
            case FALSE -> word("false");
            case NULL -> word("null");
            default -> skipNumber();
        }
    }

    /** Keeps the open brackets in an array and not on the stack of calls, so no text can overflow it. */
    private void skipNested() {
        boolean[] isObject = new boolean[MAX_DEPTH];
        int depth = 0;
        isObject[depth++] = open();
        while (depth > 0) {
            boolean inObject = isObject[depth - 1];
            if (inObject ? !nextField() : !nextElement()) {
                depth--;
                continue;
            }
            JsonKind kind = kind();
            if (kind == JsonKind.OBJECT || kind == JsonKind.ARRAY) {
                if (depth == MAX_DEPTH) {
                    throw new JsonException("nested deeper than " + MAX_DEPTH + " at byte " + at);
                }
                isObject[depth++] = open();
            } else {
                skipScalar(kind);
            }
        }
    }

    private boolean open() {
        fresh = true;
        return text[at++] == '{';
    }
}
