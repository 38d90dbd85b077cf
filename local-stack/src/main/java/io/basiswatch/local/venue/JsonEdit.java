package io.basiswatch.local.venue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Replaces single values of a JSON text and leaves every other byte as it is: spaces, order and the digits of numbers.
 *
 * <p>What is not JSON passes through, as it would from a venue.
 */
final class JsonEdit {

    /** Decides about the values of a text. */
    interface Rule {
        /** An object begins: as the value of {@code name}, or in the array of that name. */
        default void object(String name) {}

        /**
         * A string or a number.
         *
         * @param parent the name under which its object stands; empty at the top
         * @param name its own name, or that of the array that it is in
         * @param text without quotes, escapes as they are
         * @param quoted whether it is a string
         * @return what to write instead, without quotes; the same text to leave it
         */
        String value(String parent, String name, String text, boolean quoted);
    }

    private final byte[] json;
    private final Rule rule;
    private final ByteArrayOutputStream out;
    /** The names under which the open objects and arrays stand, innermost first. */
    private final Deque<String> names = new ArrayDeque<>();

    private final Deque<Boolean> objects = new ArrayDeque<>();
    private String name = "";
    private boolean expectsName;
    private int at;

    private JsonEdit(byte[] json, Rule rule) {
        this.json = json;
        this.rule = rule;
        this.out = new ByteArrayOutputStream(json.length + 32);
    }

    static byte[] apply(byte[] json, Rule rule) {
        return new JsonEdit(json, rule).run();
    }

    private byte[] run() {
        while (at < json.length) {
            byte c = json[at];
            if (c == '"') {
                string();
            } else if (c == '-' || c >= '0' && c <= '9') {
                number();
            } else {
                structure(c);
                out.write(c);
                at++;
            }
        }
        return out.toByteArray();
    }

    private void structure(byte c) {
        switch (c) {
            case '{' -> {
                rule.object(name);
                open(true);
            }
            case '[' -> open(false);
            case '}', ']' -> {
                if (!objects.isEmpty()) {
                    objects.pop();
                    name = names.pop();
                }
                expectsName = false;
            }
            case ',' -> expectsName = !objects.isEmpty() && objects.peek();
            default -> {}
        }
    }

    private void open(boolean object) {
        names.push(name);
        objects.push(object);
        expectsName = object;
    }

    private void string() {
        int start = at + 1;
        int end = start;
        while (end < json.length && json[end] != '"') {
            end += json[end] == '\\' ? 2 : 1;
        }
        end = Math.min(end, json.length);
        String text = new String(json, start, end - start, StandardCharsets.UTF_8);
        at = Math.min(end + 1, json.length);
        if (expectsName) {
            name = text;
            expectsName = false;
        } else {
            String changed = rule.value(parent(), name, text, true);
            if (!changed.equals(text)) {
                byte[] bytes = ('"' + changed + '"').getBytes(StandardCharsets.UTF_8);
                out.write(bytes, 0, bytes.length);
                return;
            }
        }
        out.write(json, start - 1, at - start + 1);
    }

    private void number() {
        int start = at;
        while (at < json.length && "+-.eE0123456789".indexOf(json[at]) >= 0) {
            at++;
        }
        String text = new String(json, start, at - start, StandardCharsets.ISO_8859_1);
        byte[] bytes = rule.value(parent(), name, text, false).getBytes(StandardCharsets.ISO_8859_1);
        out.write(bytes, 0, bytes.length);
    }

    private String parent() {
        return names.isEmpty() ? "" : names.peek();
    }
}
