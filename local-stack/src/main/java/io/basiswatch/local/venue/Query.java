package io.basiswatch.local.venue;

import java.util.Arrays;
import java.util.Optional;

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
}
