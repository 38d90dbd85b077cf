package io.basiswatch.indicator.funding;

import io.basiswatch.indicator.Receipt;
import io.basiswatch.indicator.ValueDraft;
import io.basiswatch.indicator.interest.Margin;
import io.basiswatch.indicator.interest.OpenInterestUsd;
import io.basiswatch.model.Definition;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Input;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/**
 * A mean of funding rates, weighted by open interest: a ratio of sums, from what is known at one time.
 *
 * @param members the perpetuals that have both
 * @param others those that have only one of both
 */
record WeightedMean(List<Perpetual> members, List<Perpetual> others) {
    static final List<Definition.Attribute> ATTRIBUTES = List.of(
            new Definition.Attribute("open_interest_usd", "Σ OI_usd, of the markets that take part"),
            new Definition.Attribute("markets", "how many markets take part"));

    /** One series of such means, and the markets that are in it. */
    record Group(Series series, Predicate<Margin> holds) {
        /** All markets, and those of each margin. */
        static List<Group> of(String asset, String id) {
            return List.of(
                    new Group(Series.of(asset, id), margin -> true),
                    new Group(Series.of(asset, id, Margin.STABLE.code()), Margin.STABLE::equals),
                    new Group(Series.of(asset, id, Margin.COIN.code()), Margin.COIN::equals));
        }
    }

    /** One market's share: what is open there, in dollars, and its rate in percent. */
    private record Share(double dollars, double percent) {}

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
        List<Share> shares = members.stream()
                .map(member -> new Share(member.dollars(), member.percent()))
                .toList();
        double open = open(shares);
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
            draft.publish(mean(shares));
        } else {
            draft.absent("nothing is open");
        }
    }

    /** The mean of the rates of indicator {@code rateId} that a receipt holds, each before its market's open interest. */
    static OptionalDouble recompute(Receipt receipt, String rateId) {
        String rates = receipt.value().asset() + ':' + rateId + ':';
        String interests = receipt.value().asset() + ':' + OpenInterestUsd.ID + ':';
        List<Share> shares = new ArrayList<>();
        double percent = Double.NaN;
        for (Input input : receipt.used("value")) {
            if (input.source().startsWith(rates)) {
                percent = input.value();
            } else if (input.source().startsWith(interests)) {
                shares.add(new Share(input.value(), percent));
            }
        }
        return open(shares) > 0 ? OptionalDouble.of(mean(shares)) : OptionalDouble.empty();
    }

    private static double open(List<Share> shares) {
        double open = 0;
        for (Share share : shares) {
            open += share.dollars;
        }
        return open;
    }

    private static double mean(List<Share> shares) {
        double paid = 0;
        for (Share share : shares) {
            paid += share.dollars * share.percent;
        }
        return paid / open(shares);
    }

    private static void leaveOut(ValueDraft draft, IndicatorValue value, String why) {
        Input used = ValueDraft.valueInput(value, 0);
        draft.remark(Quality.PARTIAL, why + ": " + value.series().dimension());
        draft.input(new Input(used.source(), used.kind(), used.value(), used.eventTime(), used.receivedTime(), 0, why));
    }
}
