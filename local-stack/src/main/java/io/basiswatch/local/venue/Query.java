package io.basiswatch.local.venue;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/** The query of an address. */
final class Query {
    private Query() {}

    /** What follows the question mark of {@code address}; empty where there is none. */
    static String of(String address) {
        int mark = address.indexOf('?');
        return mark < 0 ? "" : address.substring(mark + 1);
    }

    static Optional<String> parameter(String query, String name) {
        return Arrays.stream(query.split("&"))
                .filter(pair -> pair.startsWith(name + '='))
                .map(pair -> pair.substring(name.length() + 1))
                .findFirst();
    }

    /** A parameter that is a whole number; empty where it is missing or anything else. */
    static OptionalLong number(String query, String name) {
        return parameter(query, name)
                .filter(text -> text.matches("-?\\d{1,18}"))
                .map(text -> OptionalLong.of(Long.parseLong(text)))
                .orElseGet(OptionalLong::empty);
    }
}
