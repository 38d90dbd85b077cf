package io.basiswatch.indicator.funding;

import io.basiswatch.indicator.Evaluation;
import io.basiswatch.indicator.ValueDraft;
import io.basiswatch.indicator.interest.Margin;
import io.basiswatch.indicator.interest.OpenInterestUsd;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Input;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A mean of funding rates, weighted by open interest: a ratio of sums, from what is known at one instant.
 *
 * @param members the perpetuals that have both
 * @param unweighted rates of perpetuals whose open interest is not known
 * @param unrated open interest of perpetuals whose rate is not known
 */
record WeightedMean(List<Member> members, List<IndicatorValue> unweighted, List<IndicatorValue> unrated) {

    /** The rate for eight hours and the open interest of one perpetual. */
    private record Member(IndicatorValue rate, IndicatorValue interest) {
        double dollars() {
            return interest.value().orElseThrow();
        }
    }

    /** Of the perpetuals of {@code asset} with this margin; of all where {@code margin} is empty. */
    static WeightedMean of(String asset, String margin, Evaluation at) {
        WeightedMean mean = new WeightedMean(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (IndicatorValue rate : at.values(EightHourFunding.ID, asset)) {
            String market = rate.series().dimension();
            if (isOf(margin, market)) {
                Optional<IndicatorValue> interest = at.value(Series.of(asset, OpenInterestUsd.ID, market));
                interest.ifPresentOrElse(
                        open -> mean.members.add(new Member(rate, open)), () -> mean.unweighted.add(rate));
            }
        }
        for (IndicatorValue interest : at.values(OpenInterestUsd.ID, asset)) {
            String market = interest.series().dimension();
            boolean perpetual = OpenInterestUsd.isPerpetual(interest);
            if (perpetual
                    && isOf(margin, market)
                    && at.value(Series.of(asset, EightHourFunding.ID, market)).isEmpty()) {
                mean.unrated.add(interest);
            }
        }
        return mean;
    }

    private static boolean isOf(String margin, String market) {
        return margin.isEmpty() || margin.equals(Margin.ofMarket(market).code());
    }

    /** Publishes nothing where there is no perpetual with both. */
    void publish(ValueDraft draft) {
        if (members.isEmpty()) {
            return;
        }
        double open = 0;
        double paid = 0;
        for (Member member : members) {
            open += member.dollars();
            paid += member.dollars() * member.rate.value().orElseThrow();
        }
        for (Member member : members) {
            draft.uses(member.rate, open > 0 ? member.dollars() / open : 0).uses(member.interest, 0);
        }
        unweighted.forEach(rate -> leaveOut(draft, rate, "no open interest"));
        unrated.forEach(interest -> leaveOut(draft, interest, "no funding rate"));
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
