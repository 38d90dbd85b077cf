package io.basiswatch.model;

import java.util.OptionalDouble;

/**
 * A range of values with one meaning. An indicator's bands are ordered and without holes.
 *
 * @param from the lowest value of the band, inclusive; empty for the lowest band
 * @param code a short name, such as {@code light_positive}
 * @param text what it means, a full sentence
 */
public record Band(OptionalDouble from, String code, String text) {
    public Band {
        from.ifPresent(value -> Checks.finite("from", value));
        Checks.notBlank("code", code);
        Checks.notBlank("text", text);
    }
}
