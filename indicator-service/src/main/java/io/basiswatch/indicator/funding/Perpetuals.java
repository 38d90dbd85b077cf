package io.basiswatch.indicator.funding;

import io.basiswatch.indicator.Evaluation;
import io.basiswatch.indicator.interest.Margin;
import io.basiswatch.indicator.interest.OpenInterestUsd;
import io.basiswatch.indicator.window.SeriesOf;
import io.basiswatch.model.IndicatorValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Brings the funding rate and the open interest of each perpetual of an asset together. */
final class Perpetuals {
    private final String asset;
    private final SeriesOf rates;
    private final SeriesOf interests;
    private final Map<String, Margin> margins = new HashMap<>();

    Perpetuals(String asset) {
        this.asset = asset;
        this.rates = new SeriesOf(asset, EightHourFunding.ID);
        this.interests = new SeriesOf(asset, OpenInterestUsd.ID);
    }

    /** The perpetuals of which something is known in this evaluation, those with a rate first, each by name. */
    List<Perpetual> at(Evaluation at) {
        List<Perpetual> found = new ArrayList<>();
        for (IndicatorValue rate : at.values(EightHourFunding.ID, asset)) {
            String market = rate.series().dimension();
            found.add(new Perpetual(margin(market), Optional.of(rate), at.value(interests.dimension(market))));
        }
        for (IndicatorValue interest : at.values(OpenInterestUsd.ID, asset)) {
            if (OpenInterestUsd.isPerpetual(interest)) {
                String market = interest.series().dimension();
                if (at.value(rates.dimension(market)).isEmpty()) {
                    found.add(new Perpetual(margin(market), Optional.empty(), Optional.of(interest)));
                }
            }
        }
        return found;
    }

    private Margin margin(String market) {
        return margins.computeIfAbsent(market, Margin::ofMarket);
    }
}
