package io.basiswatch.local.venue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Leaves elements out of an array of objects and everything else as it is. */
final class JsonElements {
    private JsonElements() {}

    /**
     * Keeps of an array only the objects whose field {@code field} is one of {@code values}.
     *
     * @param before the text that the array follows; empty for the array that the text is
     */
    static byte[] keep(byte[] json, String before, String field, Set<String> values) {
        String text = new String(json, StandardCharsets.UTF_8);
        int found = text.indexOf(before);
        int open = found < 0 ? -1 : text.indexOf('[', found + before.length());
        if (open < 0) {
            return json;
        }
        Pattern own = Pattern.compile('"' + field + "\"\\s*:\\s*\"([^\"]*)\"");
        List<String> kept = new ArrayList<>();
        int at = open + 1;
        int close = text.length();
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '{') {
                int end = end(text, at);
                String element = text.substring(at, end);
                Matcher matcher = own.matcher(element);
                if (matcher.find() && values.contains(matcher.group(1))) {
                    kept.add(element);
                }
                at = end;
            } else if (c == ']') {
                close = at;
                break;
            } else {
                at++;
            }
        }
        String result = text.substring(0, open + 1) + String.join(",", kept) + text.substring(close);
        return result.getBytes(StandardCharsets.UTF_8);
    }

    /** Behind the object that begins at {@code at}. */
    private static int end(String text, int at) {
        int depth = 0;
        boolean string = false;
        for (int i = at; i < text.length(); i++) {
            char c = text.charAt(i);
            if (string) {
                if (c == '\\') {
                    i++;
                } else if (c == '"') {
                    string = false;
                }
            } else if (c == '"') {
                string = true;
            } else if (c == '{' || c == '[') {
                depth++;
            } else if ((c == '}' || c == ']') && --depth == 0) {
                return i + 1;
            }
        }
        return text.length();
    }
}
