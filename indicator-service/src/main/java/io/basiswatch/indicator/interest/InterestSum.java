package io.basiswatch.indicator.interest;

import io.basiswatch.indicator.ValueDraft;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.Quality;
import java.util.TreeSet;

/** A sum over markets while they are being added; says which are in it and which should be. */
final class InterestSum {
    private final ValueDraft draft;
    private final TreeSet<String> venues = new TreeSet<>();
    private double sum;
    private long markets;

    InterestSum(ValueDraft draft) {
        this.draft = draft;
    }

    void add(IndicatorValue value, Instrument instrument) {
        value.reasons().forEach(reason -> draft.remark(value.quality(), reason));
        draft.input(ValueDraft.valueInput(value, 1));
        venues.add(instrument.venue().id());
        sum += value.value().orElseThrow();
        markets++;
    }

    void misses(String market) {
        draft.remark(Quality.PARTIAL, "missing: " + market);
    }

    void publish() {
        draft.attribute("venues", String.join(",", venues)).attribute("markets", markets);
        draft.publish(sum);
    }
}
