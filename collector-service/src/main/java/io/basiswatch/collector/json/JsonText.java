package io.basiswatch.collector.json;

import java.nio.charset.StandardCharsets;

/** Texts of JSON strings: the part of a byte array between two quotation marks. */
final class JsonText {
    private JsonText() {}

    /** A string that must be plain: printable ASCII without escapes. */
    static String code(byte[] text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (text[i] <= ' ' || text[i] == '\\' || text[i] == 127) {
                throw new JsonException("not a plain code: \"" + string(text, start, end) + '"');
            }
        }
        return new String(text, start, end - start, StandardCharsets.ISO_8859_1);
    }

    /** Any string, its escapes resolved; the scanner has checked them. */
    static String string(byte[] text, int start, int end) {
        String raw = new String(text, start, end - start, StandardCharsets.UTF_8);
        int escape = raw.indexOf('\\');
        if (escape < 0) {
            return raw;
        }
        StringBuilder out = new StringBuilder(raw.length()).append(raw, 0, escape);
        for (int i = escape; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c != '\\') {
                out.append(c);
                continue;
            }
            char kind = raw.charAt(++i);
            if (kind == 'u') {
                out.append((char) Integer.parseInt(raw, i + 1, i + 5, 16));
                i += 4;
            } else {
                out.append(unescaped(kind));
            }
        }
        return out.toString();
    }

    private static char unescaped(char kind) {
        return switch (kind) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> kind;
        };
    }
}
