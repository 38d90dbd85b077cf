package io.basiswatch.gateway.testing;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A list of strings with parameters, as RFC 9651 writes it: {@code "requests";r=5;t=30, "owner";r=1;t=2}. Strict: anything
 * else is no such list.
 */
public final class StructuredList {
    private static final Pattern ITEM = Pattern.compile("\"((?:[ !#-\\[\\]-~]|\\\\[\"\\\\])*)\"");
    private static final Pattern PARAMETER =
            Pattern.compile("; *([a-z*][a-z0-9_.*-]*)=(?:(-?\\d{1,15})|\"((?:[ !#-\\[\\]-~]|\\\\[\"\\\\])*)\")");
    private static final Pattern COMMA = Pattern.compile("[ \t]*,[ \t]*");

    private StructuredList() {}

    /** Parameters by item; numbers are Long, strings String. */
    public static Map<String, Map<String, Object>> parse(String field) {
        Map<String, Map<String, Object>> items = new LinkedHashMap<>();
        Matcher matcher = ITEM.matcher(field);
        int at = 0;
        while (true) {
            require(matcher.usePattern(ITEM).region(at, field.length()).lookingAt(), field, at);
            Map<String, Object> parameters = new LinkedHashMap<>();
            items.put(matcher.group(1), parameters);
            at = matcher.end();
            matcher.usePattern(PARAMETER);
            while (matcher.region(at, field.length()).lookingAt()) {
                boolean number = matcher.group(2) != null;
                parameters.put(matcher.group(1), number ? Long.valueOf(matcher.group(2)) : matcher.group(3));
                at = matcher.end();
            }
            if (at == field.length()) {
                return items;
            }
            require(matcher.usePattern(COMMA).region(at, field.length()).lookingAt(), field, at);
            at = matcher.end();
        }
    }

    private static void require(boolean holds, String field, int at) {
        if (!holds) {
            throw new AssertionError("not a list of RFC 9651 from " + at + ": " + field);
        }
    }
}
