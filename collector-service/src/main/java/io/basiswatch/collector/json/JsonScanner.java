package io.basiswatch.collector.json;

/** A place in a JSON text, and the passing over of its tokens: each is checked on the way. */
abstract sealed class JsonScanner permits JsonCursor {
    byte[] text = new byte[0];
    /** The next unread byte. */
    int at;

    int limit;

    /** Reads a short number between quotation marks; NaN where it is not so simple, and then nothing was read. */
    final double shortDecimal(int start) {
        if (start + Words.BYTES >= limit) {
            return Double.NaN;
        }
        int length = Words.beforeQuote(text, start);
        boolean isLong = length == Words.BYTES && text[start + length] != '"';
        if (isLong && start + 2 * Words.BYTES < limit) {
            length += Words.beforeQuote(text, start + length);
        }
        if (text[start + length] != '"') {
            return Double.NaN;
        }
        double value = isLong ? Words.eightPlaces(text, start, length) : Words.decimal(text, start, length);
        if (value == value) {
            at = start + length + 1;
        }
        return value;
    }

    final void skipString() {
        expect('"');
        int plain = Words.BYTES;
        while (plain == Words.BYTES && at + Words.BYTES <= limit) {
            plain = Words.plain(text, at);
            at += plain;
        }
        while (at < limit) {
            byte b = text[at++];
            if (b == '"') {
                return;
            }
            if (b == '\\') {
                skipEscape();
            } else if (b >= 0 && b < ' ') {
                throw new JsonException("control character in a string at byte " + (at - 1));
            }
        }
        throw new JsonException("the text ends inside a string");
    }

    private void skipEscape() {
        byte b = at < limit ? text[at++] : 0;
        if (b == 'u') {
            for (int i = 0; i < 4; i++) {
                if (at >= limit || Character.digit(text[at++], 16) < 0) {
                    throw new JsonException("bad escape in a string at byte " + at);
                }
            }
        } else if ("\"\\/bfnrt".indexOf(b) < 0) {
            throw new JsonException("bad escape in a string at byte " + at);
        }
    }

    final void skipNumber() {
        int from = at;
        int to = from;
        while (to < limit && text[to] >= '0' && text[to] <= '9') {
            to++;
        }
        boolean whole = to > from && to < limit && !isNumeric(text[to]) && (text[from] != '0' || to == from + 1);
        if (whole) {
            at = to;
            return;
        }
        int start = passDigits();
        JsonNumbers.check(text, start, at);
    }

    /** Moves behind what may be a number, and says where it began. */
    final int passDigits() {
        if (at >= limit) {
            throw new JsonException("the text ends too early, at byte " + limit);
        }
        int start = at;
        while (at < limit && isNumeric(text[at])) {
            at++;
        }
        if (at == start) {
            throw unexpected();
        }
        return start;
    }

    private static boolean isNumeric(byte b) {
        return b >= '0' && b <= '9' || b == '-' || b == '+' || b == '.' || b == 'e' || b == 'E';
    }

    final void word(String word) {
        int end = at + word.length();
        if (end > limit) {
            throw new JsonException("the text ends too early, at byte " + limit);
        }
        for (int i = 0; i < word.length(); i++) {
            if (text[at + i] != word.charAt(i)) {
                throw unexpected();
            }
        }
        at = end;
    }

    final byte peek() {
        space();
        if (at >= limit) {
            throw new JsonException("the text ends too early, at byte " + limit);
        }
        return text[at];
    }

    final void expect(char wanted) {
        if (peek() != wanted) {
            throw unexpected();
        }
        at++;
    }

    final void space() {
        while (at < limit) {
            byte b = text[at];
            if (b > ' ' || b != ' ' && b != '\n' && b != '\t' && b != '\r') {
                return;
            }
            at++;
        }
    }

    final JsonException unexpected() {
        byte b = text[at];
        String what = b > ' ' && b < 127 ? "'" + (char) b + "'" : "byte 0x" + Integer.toHexString(b & 0xff);
        return new JsonException("not the expected JSON: " + what + " at byte " + at);
    }
}
