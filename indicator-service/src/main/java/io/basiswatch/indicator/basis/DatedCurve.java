package io.basiswatch.indicator.basis;

import io.basiswatch.indicator.Evaluation;
import io.basiswatch.indicator.ValueDraft;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Input;
import io.basiswatch.model.Instrument;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The dated contracts of one venue that are margined and quoted alike, as their basis was in one minute.
 *
 * <p>Linear and inverse contracts are never on one curve: the second pay in the asset, and cost a premium for it.
 *
 * @param name {@code <venue>.<linear|inverse>.<QUOTE>}
 * @param contracts those that have a place on the curve, nearest first: values of {@link FuturesBasis}
 * @param tooNear those whose basis says more about a tick than about the market
 */
record DatedCurve(String name, List<IndicatorValue> contracts, List<IndicatorValue> tooNear) {
    /** A basis point of price is 1.8 percentage points of basis here, and twice that a day later. */
    static final double MIN_DAYS = 2;

    static final String TOO_NEAR = "under 2 days to expiry";

    /** How the curves are told apart. */
    static final String NAME = "<venue>.<linear|inverse>.<QUOTE>";

    /** What the curves are made of. */
    static final String INPUT =
            "futures_basis of the contracts of one venue that are margined (linear, inverse) and quoted"
                    + " alike, in dollars and settled in their own base or quote currency, with at least 2 days left";

    /** The curves of {@code asset} that have a contract in this evaluation, by name. */
    static List<DatedCurve> at(Evaluation at, String asset) {
        Map<String, DatedCurve> curves = new TreeMap<>();
        for (IndicatorValue value : at.values(FuturesBasis.ID, asset)) {
            if (!FuturesBasis.isOfContract(value)) {
                continue;
            }
            Instrument contract = Instrument.parse(FuturesBasis.contract(value));
            if (DatedContract.isRepresentative(contract)) {
                DatedCurve curve = curves.computeIfAbsent(
                        name(contract), name -> new DatedCurve(name, new ArrayList<>(), new ArrayList<>()));
                (FuturesBasis.days(value) >= MIN_DAYS ? curve.contracts : curve.tooNear).add(value);
            }
        }
        curves.values().forEach(DatedCurve::sort);
        return List.copyOf(curves.values());
    }

    private void sort() {
        contracts.sort(Comparator.comparingDouble(FuturesBasis::days));
        tooNear.sort(Comparator.comparingDouble(FuturesBasis::days));
    }

    private static String name(Instrument contract) {
        return contract.venue().id() + (contract.isInverse() ? ".inverse." : ".linear.") + contract.quote();
    }

    /** Its numbers. */
    CarryCurve carry() {
        return new CarryCurve(contracts.stream()
                .map(value -> new CarryCurve.Point(
                        FuturesBasis.days(value), value.value().orElseThrow()))
                .toList());
    }

    /** Enters the contract at {@code place} of the curve as an input: its basis, and its days to expiry. */
    void enter(int place, double weight, ValueDraft draft) {
        IndicatorValue value = contracts.get(place);
        draft.uses(value, weight)
                .input(new Input(
                        value.series().toString(),
                        CarryCurve.DAYS,
                        FuturesBasis.days(value),
                        value.closeTime(),
                        value.closeTime(),
                        0,
                        ""));
    }

    /** Names those that have no place on the curve. */
    void enterTooNear(ValueDraft draft) {
        for (IndicatorValue value : tooNear) {
            draft.input(new Input(
                    value.series().toString(),
                    CarryCurve.BASIS,
                    value.value().orElseThrow(),
                    value.closeTime(),
                    value.closeTime(),
                    0,
                    TOO_NEAR));
        }
    }
}
