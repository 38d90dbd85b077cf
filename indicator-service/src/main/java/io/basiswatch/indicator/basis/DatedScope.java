package io.basiswatch.indicator.basis;

import io.basiswatch.indicator.ClosedValue;
import io.basiswatch.indicator.Evaluation;
import io.basiswatch.indicator.interest.OpenInterestUsd;
import io.basiswatch.indicator.window.ExpectedSeries;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.Series;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The dated contracts of one asset over spot, not annualised: what their {@link FuturesBasis} was made of. */
final class DatedScope {
    private static final String FROZEN = "frozen while settlement is averaged";

    private final String asset;
    private final Map<Series, Market> markets = new HashMap<>();
    private final ExpectedSeries expected = new ExpectedSeries();

    /** Whether a contract is in the scope, and the series of what is open in it. */
    private record Market(boolean isRepresentative, Series interest) {}

    DatedScope(String asset) {
        this.asset = asset;
    }

    /** Takes note of a closed minute of a contract. */
    void closed(ClosedValue value) {
        FuturesBasis.instrument(value.series())
                .filter(DatedContract::isRepresentative)
                .ifPresent(contract -> expected.closed(value.series(), value.time()));
    }

    /** Those of which there is a basis in this evaluation. */
    ScopeMean at(Evaluation at) {
        ScopeMean mean = new ScopeMean();
        List<IndicatorValue> contracts = new ArrayList<>();
        for (IndicatorValue value : at.values(FuturesBasis.ID, asset)) {
            if (FuturesBasis.isOfContract(value)) {
                contracts.add(value);
            }
        }
        contracts.sort(Comparator.comparing(FuturesBasis::contract));
        for (IndicatorValue value : contracts) {
            Market market = markets.computeIfAbsent(value.series(), this::market);
            if (market.isRepresentative) {
                add(value, at.value(market.interest), mean);
            }
        }
        for (Series gone : expected.missing(at)) {
            if (!FuturesBasis.isExpired(gone, at.instant())) {
                mean.misses(gone.dimension());
            }
        }
        return mean;
    }

    private Market market(Series series) {
        Instrument contract = FuturesBasis.instrument(series).orElseThrow();
        return new Market(
                DatedContract.isRepresentative(contract), Series.of(asset, OpenInterestUsd.ID, series.dimension()));
    }

    private static void add(IndicatorValue value, Optional<IndicatorValue> interest, ScopeMean mean) {
        if (value.attributes().get(FuturesBasis.FUTURE) instanceof Double future
                && value.attributes().get(FuturesBasis.SPOT) instanceof Double spot) {
            mean.add(value, PerpSpotBasis.percent(future, spot), interest);
        } else {
            mean.leaveOut(value, FROZEN);
        }
    }
}
