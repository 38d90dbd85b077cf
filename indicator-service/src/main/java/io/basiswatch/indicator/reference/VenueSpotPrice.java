package io.basiswatch.indicator.reference;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.Evaluation;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.MinuteRule;
import io.basiswatch.indicator.Receipt;
import io.basiswatch.indicator.ValueDraft;
import io.basiswatch.model.Definition;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Input;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Series;
import io.basiswatch.model.Unit;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What each venue brought into the spot index at the end of a minute, or why it brought nothing: the record of exclusions, and
 * what tells the index after a restart which venues there were.
 */
@AutoService(Indicator.class)
public final class VenueSpotPrice implements Indicator {
    static final String ID = "venue_spot_price";

    private static final Definition DEFINITION = new Definition(
            ID,
            1,
            "Spot price of a venue",
            "The middle of a venue's best bid and ask that entered the spot index at the end of a minute. Absent, with the"
                    + " reason, where the venue was left out: stale, crossed, frozen, outlier.",
            Unit.USD_PER_UNIT,
            "(bid + ask) / 2",
            List.of("the inputs of " + SpotIndex.ID + " at the last second of the minute"),
            "the last second of a minute; hours and days are their last minute",
            List.of(
                    "<venue>.<BASE>-USD: a market quoted in US dollars",
                    "<venue>.<BASE>-USDT: a market quoted in USDT (unit usdt_per_unit)"),
            List.of(),
            List.of(),
            "practice of consensus indices: every exclusion is on record");

    /** The venue of a dimension, which is everything before the first dot. */
    static String venue(String dimension) {
        return dimension.substring(0, dimension.indexOf('.'));
    }

    @Override
    public Definition definition() {
        return DEFINITION;
    }

    @Override
    public MinuteRule minuteRule() {
        return MinuteRule.CLOSE;
    }

    @Override
    public List<String> builtOn() {
        return List.of(SpotIndex.ID);
    }

    @Override
    public String silence() {
        return "took no part in the index";
    }

    @Override
    public OptionalDouble recompute(Receipt receipt) {
        return OptionalDouble.of(receipt.input(VenueConsensus.MID));
    }

    @Override
    public State start(String asset) {
        return at -> at.values(SpotIndex.ID, asset)
                .forEach(index -> index.inputs().forEach(input -> publish(index, input, at)));
    }

    private static void publish(IndicatorValue index, Input input, Evaluation at) {
        // A source is an instrument, venue:BASE-QUOTE.
        Series series = Series.of(index.asset(), ID, input.source().replace(':', '.'));
        ValueDraft draft = at.draft(series, index.unit());
        draft.input(
                new Input(input.source(), input.kind(), input.value(), input.eventTime(), input.receivedTime(), 1, ""));
        if (!input.excluded().isEmpty()) {
            draft.absent(input.excluded());
            return;
        }
        if (index.reasons().contains(ValueDraft.STALE)) {
            draft.remark(Quality.STALE, ValueDraft.STALE);
        }
        draft.publish(input.value());
    }
}
