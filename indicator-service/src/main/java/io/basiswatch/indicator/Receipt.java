package io.basiswatch.indicator;

import io.basiswatch.model.Constituents;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Input;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * A value as it was published, read for what it was computed from. Nothing else is at hand where it is computed again.
 *
 * @param value with its inputs, attributes and constituents
 */
public record Receipt(IndicatorValue value) {

    /** The inputs that were not left out, in their order. */
    public List<Input> used() {
        return value.inputs().stream()
                .filter(input -> input.excluded().isEmpty())
                .toList();
    }

    /** The inputs of this kind that were not left out, in their order. */
    public List<Input> used(String kind) {
        return used().stream().filter(input -> input.kind().equals(kind)).toList();
    }

    /** The first of {@link #used(String)}; empty where there is none. */
    public Optional<Input> find(String kind) {
        return used(kind).stream().findFirst();
    }

    /** The first input, of several kinds, that was not left out: that of the earliest kind. */
    public Optional<Input> findAny(String... kinds) {
        return List.of(kinds).stream().flatMap(kind -> find(kind).stream()).findFirst();
    }

    /**
     * The number of the first input of this kind.
     *
     * @throws NoSuchElementException where the receipt has none
     */
    public double input(String kind) {
        return find(kind)
                .orElseThrow(() -> new NoSuchElementException("no input of kind " + kind))
                .value();
    }

    /** The first used input that is a value of this indicator, by its series. */
    public Optional<Input> valueOf(String indicator) {
        String prefix = value.asset() + ':' + indicator;
        return used("value").stream()
                .filter(input -> input.source().equals(prefix) || input.source().startsWith(prefix + ':'))
                .findFirst();
    }

    /**
     * An attribute that is a number.
     *
     * @throws NoSuchElementException where the receipt has none
     */
    public double number(String attribute) {
        if (value.attributes().get(attribute) instanceof Number number) {
            return number.doubleValue();
        }
        throw new NoSuchElementException("no number called " + attribute);
    }

    /** An attribute that is a text; empty where the receipt has none. */
    public Optional<String> text(String attribute) {
        return Optional.ofNullable(value.attributes().get(attribute)).map(Object::toString);
    }

    /** The values of one indicator that it was made of; the first series of that indicator, if there are several. */
    public Optional<Constituents> constituents(String indicator) {
        return value.constituents().stream()
                .filter(each -> each.series().indicator().equals(indicator))
                .findFirst();
    }
}
