package io.basiswatch.indicator.funding;

import io.basiswatch.indicator.ValueDraft;
import io.basiswatch.indicator.interest.Margin;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Input;
import io.basiswatch.model.Quality;
import java.util.List;
import java.util.function.Predicate;

/**
 * A mean of funding rates, weighted by open interest: a ratio of sums, from what is known at one instant.
 *
 * @param members the perpetuals that have both
 * @param others those that have only one of both
 */
record WeightedMean(List<Perpetual> members, List<Perpetual> others) {
    static WeightedMean of(List<Perpetual> perpetuals, Predicate<Margin> holds) {
        List<Perpetual> held = perpetuals.stream()
                .filter(perpetual -> holds.test(perpetual.margin()))
                .toList();
        return new WeightedMean(
                held.stream().filter(Perpetual::isWhole).toList(),
                held.stream().filter(perpetual -> !perpetual.isWhole()).toList());
    }

    /** Publishes nothing where there is no perpetual with both. */
    void publish(ValueDraft draft) {
        if (members.isEmpty()) {
            return;
        }
        double open = 0;
        double paid = 0;
        for (Perpetual member : members) {
            open += member.dollars();
            paid += member.dollars() * member.percent();
        }
        for (Perpetual member : members) {
            draft.uses(member.rate().orElseThrow(), open > 0 ? member.dollars() / open : 0)
                    .uses(member.interest().orElseThrow(), 0);
        }
        for (Perpetual other : others) {
            other.rate().ifPresent(rate -> leaveOut(draft, rate, "no open interest"));
            other.interest().ifPresent(interest -> leaveOut(draft, interest, "no funding rate"));
        }
        draft.attribute("open_interest_usd", open).attribute("markets", (long) members.size());
        if (open > 0) {
            draft.publish(paid / open);
        } else {
            draft.absent("nothing is open");
        }
    }

    private static void leaveOut(ValueDraft draft, IndicatorValue value, String why) {
        Input used = ValueDraft.valueInput(value, 0);
        draft.remark(Quality.PARTIAL, why + ": " + value.series().dimension());
        draft.input(new Input(used.source(), used.kind(), used.value(), used.eventTime(), used.receivedTime(), 0, why));
    }
}
