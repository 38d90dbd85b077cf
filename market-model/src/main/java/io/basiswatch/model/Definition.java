package io.basiswatch.model;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an indicator says about itself. The catalogue, the API, the documentation and the tests are made from it.
 *
 * @param id such as {@code futures_spot_basis_pct}; never reused for another formula
 * @param version a changed formula is a new version
 * @param name for people
 * @param description one or two sentences on what it tells
 * @param unit what a value counts
 * @param formula how a value is computed, with the names of its inputs
 * @param inputs what it reads, for people
 * @param window what time one stored value covers
 * @param dimensions how its series of one asset differ, and the one that is meant where nobody asks, first
 * @param bands how a value reads; empty where nothing is promised
 * @param attributes what the names in a value's attributes mean
 * @param source where the formula comes from
 * @param views the pictures of an asset that its values belong in; none for most
 */
public record Definition(
        String id,
        int version,
        String name,
        String description,
        Unit unit,
        String formula,
        List<String> inputs,
        String window,
        List<String> dimensions,
        List<Band> bands,
        List<Attribute> attributes,
        String source,
        Set<View> views) {

    /**
     * A name that a value's attributes may hold.
     *
     * @param name as in the payload
     * @param text what it is, with its unit
     */
    public record Attribute(String name, String text) {
        public Attribute {
            Checks.notBlank("name", name);
            Checks.notBlank("text", text);
        }
    }

    public Definition {
        Checks.notBlank("id", id);
        if (version < 1) {
            throw new IllegalArgumentException("version " + version);
        }
        Checks.notBlank("name", name);
        Checks.notBlank("description", description);
        Checks.notBlank("formula", formula);
        Checks.notBlank("window", window);
        Checks.notBlank("source", source);
        inputs = List.copyOf(inputs);
        dimensions = List.copyOf(dimensions);
        bands = List.copyOf(bands);
        attributes = List.copyOf(attributes);
        views = Collections.unmodifiableSet(views.isEmpty() ? EnumSet.noneOf(View.class) : EnumSet.copyOf(views));
        requireOrdered(bands);
    }

    /** One whose values belong in no view. */
    public Definition(
            String id,
            int version,
            String name,
            String description,
            Unit unit,
            String formula,
            List<String> inputs,
            String window,
            List<String> dimensions,
            List<Band> bands,
            List<Attribute> attributes,
            String source) {
        this(
                id,
                version,
                name,
                description,
                unit,
                formula,
                inputs,
                window,
                dimensions,
                bands,
                attributes,
                source,
                Set.of());
    }

    /** The same, with values that belong in {@code view}. */
    public Definition shownIn(View view) {
        return new Definition(
                id,
                version,
                name,
                description,
                unit,
                formula,
                inputs,
                window,
                dimensions,
                bands,
                attributes,
                source,
                EnumSet.of(view));
    }

    private static void requireOrdered(List<Band> bands) {
        for (int i = 0; i < bands.size(); i++) {
            boolean lowest = i == 0;
            if (bands.get(i).from().isEmpty() != lowest) {
                throw new IllegalArgumentException("only the lowest band, and it must, is open downwards");
            }
            if (i > 1
                    && !(bands.get(i - 1).from().getAsDouble()
                            < bands.get(i).from().getAsDouble())) {
                throw new IllegalArgumentException(
                        "bands are not in rising order at " + bands.get(i).code());
            }
        }
    }

    /** The band that {@code value} lies in. */
    public Optional<Band> band(double value) {
        Band found = null;
        for (Band band : bands) {
            if (band.from().isEmpty() || value >= band.from().getAsDouble()) {
                found = band;
            }
        }
        return Optional.ofNullable(found);
    }
}
