package io.basiswatch.indicator.basis;

import io.basiswatch.indicator.Evaluation;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.ValueDraft;
import io.basiswatch.indicator.reference.SpotIndex;
import io.basiswatch.indicator.window.LastPrice;
import io.basiswatch.model.Band;
import io.basiswatch.model.Contract;
import io.basiswatch.model.Definition;
import io.basiswatch.model.IndicatorValue;
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
    private static final double MIN_DAYS = 2;
    private static final long MINUTE = Resolution.MINUTE.micros();

    private final String asset;
    private final Definition definition;
    private final Map<Venue, List<Row>> rowsByVenue = new TreeMap<>();
    private final Map<Venue, Map<SelectionPolicy, Series>> policies = new HashMap<>();
    private final Map<Instrument, LastPrice> indices = new HashMap<>();
    private final Map<Series, BasisHistory> histories = new HashMap<>();

    /** A contract, its own series, and the venue's index of its pair. */
    private record Row(DatedContract contract, Series series, Instrument index) {}

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
        Series series = Series.of(
                asset,
                definition.id(),
                instrument.toString().replaceFirst(":", ".").replace(':', '-'));
        Instrument index = Instrument.of(venue, asset, instrument.quote(), Contract.INDEX);
        rowsByVenue.computeIfAbsent(venue, key -> new ArrayList<>()).add(new Row(contract, series, index));
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
        histories.computeIfAbsent(series, key -> new BasisHistory()).add(minute, value);
    }

    @Override
    public void values(Evaluation at) {
        rowsByVenue.forEach((venue, rows) -> {
            rows.removeIf(row -> row.contract.isExpired(at.instant()));
            List<Row> live =
                    rows.stream().filter(row -> row.contract.isUsable(at)).toList();
            live.forEach(row -> publish(row, row.series, "contract", at));
            List<DatedContract> contracts = live.stream()
                    .map(Row::contract)
                    .filter(DatedContract::isRepresentative)
                    .toList();
            policies.get(venue)
                    .forEach((policy, series) -> policy.select(contracts, at.instant())
                            .ifPresent(selected -> publish(row(live, selected), series, policy.code(), at)));
        });
    }

    private static Row row(List<Row> rows, DatedContract contract) {
        return rows.stream().filter(row -> row.contract == contract).findFirst().orElseThrow();
    }

    private void publish(Row row, Series series, String policy, Evaluation at) {
        DatedContract contract = row.contract;
        double days = contract.days(at.instant());
        ValueDraft draft = at.draft(series, Unit.PERCENT_PER_YEAR)
                .attribute("contract", contract.instrument().toString())
                .attribute("expiry", DateTimeFormatter.ISO_INSTANT.format(contract.expiry()))
                .attribute("quote", contract.instrument().quote())
                .attribute("days_to_exp", days)
                .attribute("policy", policy);
        if (days < MIN_DAYS) {
            draft.remark(Quality.DEGRADED, "under 2 days to expiry");
        }
        if (at.instant() >= contract.settlementStart()) {
            publishFrozen(row, series, days, draft);
            return;
        }
        OptionalDouble future = contract.price(at, draft);
        OptionalDouble spot = spot(row, at, draft);
        if (future.isEmpty() || spot.isEmpty()) {
            draft.absent("no spot price in " + contract.instrument().quote());
            return;
        }
        prices(future.getAsDouble(), spot.getAsDouble(), draft);
        double basis = FuturesBasis.annualised(future.getAsDouble(), spot.getAsDouble(), days);
        narrate(basis, days, series, at, draft);
        draft.publish(basis);
    }

    /** While the venue averages its settlement price, the last minute before counts. */
    private void publishFrozen(Row row, Series series, double days, ValueDraft draft) {
        long minute = Resolution.MINUTE.floor(row.contract.settlementStart()) - MINUTE;
        BasisHistory history = histories.get(series);
        OptionalDouble frozen = history == null ? OptionalDouble.empty() : history.around(minute);
        draft.remark(Quality.DEGRADED, "frozen while settlement is averaged");
        if (frozen.isEmpty()) {
            draft.absent("no value before settlement is averaged");
        } else {
            describe(frozen.getAsDouble(), days, draft);
            draft.publish(frozen.getAsDouble());
        }
    }

    private static void prices(double future, double spot, ValueDraft draft) {
        draft.attribute("future", future)
                .attribute("spot", spot)
                .attribute("basis_usd", future - spot)
                .attribute("basis_pct", (future / spot - 1) * 100);
    }

    /** Our index in the contract's quote currency, else the venue's. */
    private OptionalDouble spot(Row row, Evaluation at, ValueDraft draft) {
        Optional<IndicatorValue> ours =
                SpotIndex.series(asset, row.contract.instrument().quote()).flatMap(at::value);
        if (ours.isPresent()) {
            draft.uses(ours.get(), 1)
                    .attribute("spot_source", ours.get().series().toString());
            return ours.get().value();
        }
        LastPrice theirs = indices.get(row.index);
        if (theirs == null || !theirs.isUsable(at)) {
            return OptionalDouble.empty();
        }
        draft.uses(theirs.name(), "index", theirs.price(), theirs.stamp(), 1).attribute("spot_source", theirs.name());
        return OptionalDouble.of(theirs.price());
    }

    private void narrate(double basis, double days, Series series, Evaluation at, ValueDraft draft) {
        BasisHistory history = histories.computeIfAbsent(series, key -> new BasisHistory());
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
