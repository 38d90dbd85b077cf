package io.basiswatch.indicator.funding;

import io.basiswatch.indicator.Evaluation;
import io.basiswatch.indicator.interest.Margin;
import io.basiswatch.indicator.interest.OpenInterestUsd;
import io.basiswatch.indicator.window.SeriesOf;
import io.basiswatch.model.IndicatorValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Brings the funding rate and the open interest of each perpetual of an asset together. */
final class Perpetuals {
    private static final Comparator<IndicatorValue> BY_MARKET =
            Comparator.comparing(value -> value.series().dimension());

    private final String asset;
    private final String rateId;
    private final SeriesOf rates;
    private final SeriesOf interests;
    private final Map<String, Margin> margins = new HashMap<>();

    /** {@code rateId} is the indicator whose values of single perpetuals are the rates. */
    Perpetuals(String asset, String rateId) {
        this.asset = asset;
        this.rateId = rateId;
        this.rates = new SeriesOf(asset, rateId);
        this.interests = new SeriesOf(asset, OpenInterestUsd.ID);
    }

    /** The perpetuals of which something is known in this evaluation, those with a rate first, each by name. */
    List<Perpetual> at(Evaluation at) {
        List<Perpetual> found = new ArrayList<>();
        for (IndicatorValue rate : inOrder(at.values(rateId, asset))) {
            String market = rate.series().dimension();
            found.add(new Perpetual(margin(market), Optional.of(rate), at.value(interests.dimension(market))));
        }
        for (IndicatorValue interest : inOrder(at.values(OpenInterestUsd.ID, asset))) {
            if (OpenInterestUsd.isPerpetual(interest)) {
                String market = interest.series().dimension();
                if (at.value(rates.dimension(market)).isEmpty()) {
                    found.add(new Perpetual(margin(market), Optional.empty(), Optional.of(interest)));
                }
            }
        }
        return found;
    }

    /** By name: the values of a closed minute come in no order. */
    private static List<IndicatorValue> inOrder(List<IndicatorValue> values) {
        return values.stream().sorted(BY_MARKET).toList();
    }

    private Margin margin(String market) {
        return margins.computeIfAbsent(market, Margin::ofMarket);
    }
}
