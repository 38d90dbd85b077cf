package io.basiswatch.indicator.basis;

import io.basiswatch.indicator.ClosedValue;
import io.basiswatch.indicator.Evaluation;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.ValueDraft;
import io.basiswatch.indicator.interest.OpenInterestUsd;
import io.basiswatch.indicator.window.ExpectedSeries;
import io.basiswatch.indicator.window.LastOf;
import io.basiswatch.indicator.window.LastQuote;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Series;
import io.basiswatch.model.Unit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The basis of every perpetual of one asset against every spot market in its currency, and the means over them. */
final class PairBoard implements Indicator.State {
    private final String asset;
    private final List<LastQuote> spots = new ArrayList<>();
    private final Map<String, Perpetual> perpetuals = new TreeMap<>();
    private final ExpectedSeries expected = new ExpectedSeries();
    private final Map<Series, PairName> names = new HashMap<>();
    private final DatedScope dated;

    /** A perpetual, what is open in it, and its pairs by dimension. */
    private record Perpetual(LastQuote quote, Series interest, boolean isRepresentative, Map<String, Pair> pairs) {}

    /** Two markets that are compared. */
    private record Pair(Series series, LastQuote future, LastQuote spot, boolean isOwn) {
        void publish(Evaluation at) {
            Optional<Quote> futureQuote = future.usable(at);
            Optional<Quote> spotQuote = spot.usable(at);
            if (futureQuote.isEmpty() || spotQuote.isEmpty()) {
                return;
            }
            Quote perp = futureQuote.get();
            Quote coin = spotQuote.get();
            ValueDraft draft = at.draft(series, Unit.PERCENT)
                    .uses(future.name(), PerpSpotBasis.MID, perp.mid(), perp.stamp(), 1)
                    .uses(spot.name(), PerpSpotBasis.MID, coin.mid(), coin.stamp(), 1)
                    .attribute("fut_mid", perp.mid())
                    .attribute("spot_mid", coin.mid());
            new Leg(perp.mid(), perp.receivedTime()).isApart(new Leg(coin.mid(), coin.receivedTime()), draft);
            draft.publish(PerpSpotBasis.percent(perp.mid(), coin.mid()));
        }
    }

    /** A pair of one perpetual, and its value; empty where there should be one. */
    private record Counterpart(Series series, boolean isOwn, Optional<IndicatorValue> value) {}

    PairBoard(String asset) {
        this.asset = asset;
        this.dated = new DatedScope(asset);
    }

    @Override
    public Indicator.Feed feed(Instrument instrument) {
        LastQuote quote = new LastQuote(instrument);
        if (instrument.isSpot()) {
            spots.add(quote);
            perpetuals.values().forEach(perpetual -> pair(perpetual, quote));
        } else {
            Perpetual perpetual = new Perpetual(
                    quote,
                    Series.of(asset, OpenInterestUsd.ID, LastOf.dimension(instrument)),
                    DatedContract.isRepresentative(instrument),
                    new TreeMap<>());
            perpetuals.put(quote.name(), perpetual);
            spots.forEach(spot -> pair(perpetual, spot));
        }
        return quote;
    }

    private void pair(Perpetual perpetual, LastQuote spot) {
        Instrument future = perpetual.quote.instrument();
        if (future.quote().equals(spot.instrument().quote())) {
            String dimension = PerpSpotBasis.dimension(future, spot.instrument());
            boolean isOwn = PairName.isOwn(future.venue(), spot.instrument().venue());
            perpetual.pairs.put(
                    dimension, new Pair(Series.of(asset, PerpSpotBasis.ID, dimension), perpetual.quote, spot, isOwn));
        }
    }

    @Override
    public void closed(Series series, long minute, double value) {
        if (BasisScope.of(series.dimension()).isEmpty()) {
            expected.closed(series, minute);
            names.computeIfAbsent(series, pair -> PairName.parse(asset, pair.dimension()));
        }
    }

    @Override
    public void closed(ClosedValue value) {
        dated.closed(value);
    }

    @Override
    public void values(Evaluation at) {
        perpetuals.values().forEach(each -> each.pairs.values().forEach(pair -> pair.publish(at)));
        ScopeMean perps = new ScopeMean();
        counterparts(at).forEach((perpetual, all) -> add(perpetual, all, at, perps));
        ScopeMean futures = dated.at(at);
        publish(BasisScope.PERP, perps, at);
        publish(BasisScope.DATED, futures, at);
        perps.addAll(futures);
        publish(BasisScope.ALL, perps, at);
    }

    private void publish(BasisScope scope, ScopeMean mean, Evaluation at) {
        if (!mean.isEmpty()) {
            mean.publish(at.draft(Series.of(asset, PerpSpotBasis.ID, scope.code()), Unit.PERCENT));
        }
    }

    /** By the name of the perpetual, in a fixed order: what there is, and what there should be. */
    private Map<String, List<Counterpart>> counterparts(Evaluation at) {
        Map<String, List<Counterpart>> found = new TreeMap<>();
        perpetuals.forEach((name, perpetual) -> {
            if (perpetual.isRepresentative) {
                for (Pair pair : perpetual.pairs.values()) {
                    at.value(pair.series)
                            .ifPresent(value -> found.computeIfAbsent(name, key -> new ArrayList<>())
                                    .add(new Counterpart(pair.series, pair.isOwn, Optional.of(value))));
                }
            }
        });
        for (Series gone : expected.missing(at)) {
            PairName name = names.get(gone);
            if (DatedContract.isRepresentative(name.future())) {
                found.computeIfAbsent(name.future().toString(), key -> new ArrayList<>())
                        .add(new Counterpart(gone, name.isOwn(), Optional.empty()));
            }
        }
        return found;
    }

    /** What is open in a perpetual counts once: for its own exchange's spot market, or in equal parts for all others. */
    private void add(String perpetual, List<Counterpart> all, Evaluation at, ScopeMean mean) {
        boolean hasOwn = all.stream().anyMatch(Counterpart::isOwn);
        List<IndicatorValue> present = new ArrayList<>();
        for (Counterpart each : all) {
            if (each.isOwn == hasOwn) {
                each.value.ifPresentOrElse(present::add, () -> mean.misses(each.series.dimension()));
            }
        }
        if (!present.isEmpty()) {
            Optional<IndicatorValue> interest = at.value(perpetuals.get(perpetual).interest);
            present.forEach(value -> mean.add(value, interest, 1.0 / present.size()));
        }
    }
}
