package io.basiswatch.indicator.interest;

import io.basiswatch.indicator.ValueDraft;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.Quality;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** A sum over markets while they are being added; says which are in it and which should be. */
final class InterestSum {
    private final ValueDraft draft;
    private final TreeSet<String> venues = new TreeSet<>();
    private final List<Double> parts = new ArrayList<>();

    InterestSum(ValueDraft draft) {
        this.draft = draft;
    }

    void add(IndicatorValue value, Instrument instrument) {
        value.reasons().forEach(reason -> draft.remark(value.quality(), reason));
        draft.input(ValueDraft.valueInput(value, 1));
        venues.add(instrument.venue().id());
        parts.add(value.value().orElseThrow());
    }

    void misses(String market) {
        draft.remark(Quality.PARTIAL, "missing: " + market);
    }

    /** Of the parts in their order. */
    static double sum(List<Double> parts) {
        double sum = 0;
        for (double part : parts) {
            sum += part;
        }
        return sum;
    }

    void publish() {
        draft.attribute("venues", String.join(",", venues)).attribute("markets", (long) parts.size());
        draft.publish(sum(parts));
    }
}
