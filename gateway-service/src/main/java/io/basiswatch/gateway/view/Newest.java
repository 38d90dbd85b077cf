package io.basiswatch.gateway.view;

import io.basiswatch.gateway.representation.Tag;
import io.basiswatch.gateway.view.LatestValues.Latest;
import java.util.List;

/** The newest values of an indicator for one asset, by name. Shared by all who ask for them. */
public final class Newest {
    static final Newest NOTHING = new Newest(List.of());

    private final List<Latest> values;
    private Tag tag;

    Newest(List<Latest> values) {
        this.values = List.copyOf(values);
    }

    public List<Latest> values() {
        return values;
    }

    /** Those of one dimension. */
    public Newest of(String dimension) {
        return new Newest(values.stream()
                .filter(value -> value.series().dimension().equals(dimension))
                .toList());
    }

    /** The same for as long as no newer value has come, however old these are by then; worked out once. */
    public Tag tag() {
        // Two threads may both find nothing; both then find out the same.
        Tag known = tag;
        if (known == null) {
            StringBuilder published = new StringBuilder();
            values.forEach(value -> published.append(value.fingerprint()));
            known = Tag.ofContent(published.toString());
            tag = known;
        }
        return known;
    }

    /** A JSON array of the values, each as {@link Latest#appendAsOf} writes it. */
    public void appendAsOf(long now, StringBuilder text) {
        text.append('[');
        for (int i = 0; i < values.size(); i++) {
            values.get(i).appendAsOf(now, i == 0 ? text : text.append(','));
        }
        text.append(']');
    }
}
