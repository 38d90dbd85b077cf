package io.basiswatch.indicator.premium;

import io.basiswatch.indicator.Evaluation;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.ValueDraft;
import io.basiswatch.model.Definition;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.Series;

/** One form of the Coinbase premium for one asset; the forms differ in what they make of the two middle prices. */
final class PremiumState implements Indicator.State {
    private final Definition definition;
    private final Series series;
    private final PremiumPair pair;
    private final Form form;

    /** Publishes a form's value, made of both middle prices, in {@code draft}. */
    @FunctionalInterface
    interface Form {
        void publish(PremiumPair.Mids mids, Evaluation at, ValueDraft draft);
    }

    PremiumState(String asset, Definition definition, Form form) {
        this.definition = definition;
        this.series = Series.of(asset, definition.id());
        this.pair = new PremiumPair(asset);
        this.form = form;
    }

    @Override
    public Indicator.Feed feed(Instrument instrument) {
        return pair.feed(instrument);
    }

    @Override
    public void values(Evaluation at) {
        if (pair.isUsable(at)) {
            ValueDraft draft = at.draft(series, definition.unit());
            pair.mids(at, draft).ifPresent(mids -> form.publish(mids, at, draft));
        }
    }
}
