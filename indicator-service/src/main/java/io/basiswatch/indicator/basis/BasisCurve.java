package io.basiswatch.indicator.basis;

import io.basiswatch.indicator.Evaluation;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.ValueDraft;
import io.basiswatch.indicator.interest.OpenInterestUsd;
import io.basiswatch.indicator.reference.SpotIndex;
import io.basiswatch.indicator.window.LastOf;
import io.basiswatch.indicator.window.LastPrice;
import io.basiswatch.model.Band;
import io.basiswatch.model.Contract;
import io.basiswatch.model.Definition;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Input;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.Unit;
import io.basiswatch.model.Venue;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** All dated contracts of one asset: a row for each, and one for each selection policy of each venue. */
final class BasisCurve implements Indicator.State {
    private static final long MINUTE = Resolution.MINUTE.micros();
    private static final long DAY = Resolution.DAY.micros();
    /** How long the minutes of an expired contract are kept: a roll is told for a day. */
    private static final long KEPT = 2 * DAY;

    private final String asset;
    private final Definition definition;
    private final Map<Venue, List<Row>> rowsByVenue = new TreeMap<>();
    private final Map<Venue, Map<SelectionPolicy, Series>> policies = new HashMap<>();
    private final Map<Instrument, LastPrice> indices = new HashMap<>();
    private final Map<Series, BasisHistory> histories = new HashMap<>();
    private final RollBook rolls = new RollBook();

    /** A contract, its own series, the venue's index of its pair, and the series of what is open in it. */
    private record Row(DatedContract contract, Series series, Instrument index, Series interest) {}

    BasisCurve(String asset, Definition definition) {
        this.asset = asset;
        this.definition = definition;
    }

    @Override
    public Indicator.Feed feed(Instrument instrument) {
        if (!(instrument.contract() instanceof Contract.Future)) {
            return indices.computeIfAbsent(instrument, LastPrice::new);
        }
        DatedContract contract = new DatedContract(instrument);
        Venue venue = instrument.venue();
        String dimension = LastOf.dimension(instrument);
        Row row = new Row(
                contract,
                Series.of(asset, definition.id(), dimension),
                Instrument.of(venue, asset, instrument.quote(), Contract.INDEX),
                Series.of(asset, OpenInterestUsd.ID, dimension));
        rowsByVenue.computeIfAbsent(venue, key -> new ArrayList<>()).add(row);
        policies.computeIfAbsent(venue, this::policySeries);
        return contract;
    }

    private Map<SelectionPolicy, Series> policySeries(Venue venue) {
        Map<SelectionPolicy, Series> series = new TreeMap<>();
        for (SelectionPolicy policy : SelectionPolicy.values()) {
            series.put(policy, Series.of(asset, definition.id(), venue.id() + '.' + policy.code()));
        }
        return series;
    }

    @Override
    public void closed(Series series, long minute, double value) {
        if (minute % DAY == 0) {
            forget(minute);
        }
        histories.computeIfAbsent(series, this::history).add(minute, value);
    }

    private BasisHistory history(Series series) {
        BasisHistory history = new BasisHistory();
        FuturesBasis.instrument(series).ifPresent(contract -> rolls.add(series, new DatedContract(contract), history));
        return history;
    }

    /** What has expired long ago has no part in anything any more. */
    private void forget(long minute) {
        histories.keySet().removeIf(series -> {
            boolean isOver = FuturesBasis.isExpired(series, minute - KEPT);
            if (isOver) {
                rolls.remove(series);
            }
            return isOver;
        });
    }

    @Override
    public void values(Evaluation at) {
        rowsByVenue.forEach((venue, rows) -> {
            rows.removeIf(row -> row.contract.isExpired(at.instant()));
            List<Row> live =
                    rows.stream().filter(row -> row.contract.isUsable(at)).toList();
            for (Row row : live) {
                publish(row, row.series, at, draft(row, row.series, FuturesBasis.OF_CONTRACT, at));
            }
            List<DatedContract> contracts = live.stream()
                    .map(Row::contract)
                    .filter(DatedContract::isRepresentative)
                    .toList();
            policies.get(venue)
                    .forEach((policy, series) -> policy.select(contracts, at.instant())
                            .ifPresent(selected -> {
                                Row row = row(live, selected);
                                ValueDraft draft = draft(row, series, policy.code(), at);
                                rolls.enter(policy, selected, at, draft);
                                publish(row, series, at, draft);
                            }));
        });
    }

    private static Row row(List<Row> rows, DatedContract contract) {
        return rows.stream().filter(row -> row.contract == contract).findFirst().orElseThrow();
    }

    private static ValueDraft draft(Row row, Series series, String policy, Evaluation at) {
        DatedContract contract = row.contract;
        double days = contract.days(at.instant());
        ValueDraft draft = at.draft(series, Unit.PERCENT_PER_YEAR)
                .attribute(FuturesBasis.CONTRACT, contract.instrument().toString())
                .attribute("expiry", DateTimeFormatter.ISO_INSTANT.format(contract.expiry()))
                .attribute("quote", contract.instrument().quote())
                .attribute(FuturesBasis.DAYS, days)
                .attribute(FuturesBasis.POLICY, policy);
        at.value(row.interest)
                .ifPresent(open ->
                        draft.attribute("open_interest_usd", open.value().orElseThrow()));
        return days < DatedCurve.MIN_DAYS ? draft.remark(Quality.DEGRADED, DatedCurve.TOO_NEAR) : draft;
    }

    private void publish(Row row, Series series, Evaluation at, ValueDraft draft) {
        double days = row.contract.days(at.instant());
        if (at.instant() >= row.contract.settlementStart()) {
            publishFrozen(row, series, days, draft);
            return;
        }
        Optional<Leg> future = row.contract.price(at, draft);
        Optional<Leg> spot = spot(row, at, draft);
        if (future.isEmpty() || spot.isEmpty()) {
            draft.absent("no spot price in " + row.contract.instrument().quote());
            return;
        }
        prices(future.get(), spot.get(), days, draft);
        double basis = FuturesBasis.annualised(future.get().price(), spot.get().price(), days);
        narrate(basis, days, series, at, draft);
        draft.publish(basis);
    }

    /** While the venue averages its settlement price, the last minute before counts. */
    private void publishFrozen(Row row, Series series, double days, ValueDraft draft) {
        long end = Resolution.MINUTE.floor(row.contract.settlementStart());
        BasisHistory history = histories.get(series);
        OptionalDouble frozen = history == null ? OptionalDouble.empty() : history.around(end - MINUTE);
        draft.remark(Quality.DEGRADED, "frozen while settlement is averaged");
        if (frozen.isEmpty()) {
            draft.absent("no value before settlement is averaged");
        } else {
            double basis = frozen.getAsDouble();
            draft.input(new Input(series.toString(), FuturesBasis.FROZEN, basis, end, end, 1, ""));
            describe(basis, days, draft);
            draft.publish(basis);
        }
    }

    private static void prices(Leg future, Leg spot, double days, ValueDraft draft) {
        draft.attribute(FuturesBasis.FUTURE, future.price())
                .attribute(FuturesBasis.SPOT, spot.price())
                .attribute("basis_usd", future.price() - spot.price())
                .attribute("basis_pct", (future.price() / spot.price() - 1) * 100);
        if (future.isApart(spot, draft)) {
            draft.attribute(FuturesBasis.UNCERTAINTY, FuturesBasis.uncertainty(days));
        }
    }

    /** Our index in the contract's quote currency, else the venue's. */
    private Optional<Leg> spot(Row row, Evaluation at, ValueDraft draft) {
        Optional<IndicatorValue> ours =
                SpotIndex.series(asset, row.contract.instrument().quote()).flatMap(at::value);
        if (ours.isPresent()) {
            draft.uses(ours.get(), 1)
                    .attribute("spot_source", ours.get().series().toString());
            return Optional.of(new Leg(ours.get().value().orElseThrow(), newest(ours.get())));
        }
        LastPrice theirs = indices.get(row.index);
        if (theirs == null || !theirs.isUsable(at)) {
            return Optional.empty();
        }
        draft.uses(theirs.name(), FuturesBasis.INDEX, theirs.price(), theirs.stamp(), 1)
                .attribute("spot_source", theirs.name());
        return Optional.of(new Leg(theirs.price(), theirs.stamp().receivedTime()));
    }

    private static long newest(IndicatorValue value) {
        long newest = Long.MIN_VALUE;
        for (Input input : value.inputs()) {
            if (input.excluded().isEmpty()) {
                newest = Math.max(newest, input.receivedTime());
            }
        }
        return newest == Long.MIN_VALUE ? value.closeTime() : newest;
    }

    private void narrate(double basis, double days, Series series, Evaluation at, ValueDraft draft) {
        BasisHistory history = histories.computeIfAbsent(series, this::history);
        BasisNarrative narrative = BasisNarrative.of(basis, Resolution.MINUTE.floor(at.instant()), history);
        draft.attribute("trend", narrative.trend())
                .attribute("momentum_state", narrative.momentum())
                .attribute("regime", narrative.regime())
                .attribute("market_structure", narrative.structure());
        describe(basis, days, draft);
    }

    private void describe(double basis, double days, ValueDraft draft) {
        String text = definition.band(basis).map(Band::text).orElseThrow();
        draft.attribute("interpretation", text).attribute("summary", BasisNarrative.summary(asset, basis, days, text));
    }
}
