package io.basiswatch.indicator.depth;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.Evaluation;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.MinuteRule;
import io.basiswatch.indicator.Receipt;
import io.basiswatch.indicator.ValueDraft;
import io.basiswatch.indicator.window.SeriesOf;
import io.basiswatch.model.Definition;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Series;
import io.basiswatch.model.Unit;
import java.util.List;
import java.util.OptionalDouble;

/** Whether more is bid or asked within one percent of mid. */
@AutoService(Indicator.class)
public final class BookImbalance implements Indicator {
    static final String ID = "book_imbalance_1pct";

    private static final Definition DEFINITION = new Definition(
            ID,
            BookBoard.VERSION,
            "Book imbalance within 1 %",
            "Whether more is bid or asked near the middle: 1 where there are only bids, −1 where there are only asks.",
            Unit.FRACTION,
            "(B − A) / (B + A)",
            List.of("depth_1pct_bid_usd (B)", "depth_1pct_ask_usd (A)"),
            BookBoard.WINDOW,
            BookGroups.DIMENSIONS,
            List.of(),
            List.of(
                    new Definition.Attribute("bid_usd", "B, in US dollars"),
                    new Definition.Attribute("ask_usd", "A, in US dollars")),
            "the imbalance of two sides, as of taker flow");

    @Override
    public Definition definition() {
        return DEFINITION;
    }

    @Override
    public MinuteRule minuteRule() {
        return MinuteRule.MEDIAN;
    }

    @Override
    public List<String> builtOn() {
        return List.of(OnePercentBidDepth.ID, OnePercentAskDepth.ID);
    }

    @Override
    public State start(String asset) {
        SeriesOf own = new SeriesOf(asset, ID);
        SeriesOf asks = new SeriesOf(asset, OnePercentAskDepth.ID);
        return at -> {
            for (IndicatorValue bid : at.values(OnePercentBidDepth.ID, asset)) {
                String dimension = bid.series().dimension();
                at.value(asks.dimension(dimension)).ifPresent(ask -> publish(at, own.dimension(dimension), bid, ask));
            }
        };
    }

    @Override
    public String silence() {
        return BookBoard.SILENCE;
    }

    @Override
    public OptionalDouble recompute(Receipt receipt) {
        return OptionalDouble.of(imbalance(
                receipt.valueOf(OnePercentBidDepth.ID).orElseThrow().value(),
                receipt.valueOf(OnePercentAskDepth.ID).orElseThrow().value()));
    }

    private static double imbalance(double bids, double asks) {
        return (bids - asks) / (bids + asks);
    }

    private static void publish(Evaluation at, Series series, IndicatorValue bid, IndicatorValue ask) {
        double bids = bid.value().orElseThrow();
        double asks = ask.value().orElseThrow();
        ValueDraft draft = at.draft(series, DEFINITION.unit())
                .uses(bid, 1)
                .uses(ask, 1)
                .attribute("bid_usd", bids)
                .attribute("ask_usd", asks);
        if (bids + asks == 0) {
            draft.absent("nothing rests within 1 % of mid");
        } else {
            draft.publish(imbalance(bids, asks));
        }
    }
}
