package io.basiswatch.indicator.basis;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.Evaluation;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.MinuteRule;
import io.basiswatch.indicator.Receipt;
import io.basiswatch.indicator.ValueDraft;
import io.basiswatch.indicator.window.SeriesOf;
import io.basiswatch.model.Contract;
import io.basiswatch.model.Definition;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.Series;
import io.basiswatch.model.Unit;
import io.basiswatch.model.View;
import java.util.List;
import java.util.OptionalDouble;

/** What is earned per year between the expiries of two neighbouring contracts. */
@AutoService(Indicator.class)
public final class BasisForwardYield implements Indicator {
    static final String ID = "basis_forward_yield";

    private static final long MIN_MICROS = (long) DatedCurve.MIN_DAYS * 86_400_000_000L;

    private static final Definition DEFINITION = new Definition(
                    ID,
                    1,
                    "Forward yield between two expiries",
                    "What the farther of two neighbouring contracts yields per year after the nearer one has expired.",
                    Unit.PERCENT_PER_YEAR,
                    "(b2 · t2 − b1 · t1) / (t2 − t1), with basis b and days to expiry t of the nearer (1) and the farther contract (2)",
                    List.of(DatedCurve.INPUT),
                    "the minute's last second; hour and day are their last minute that has a value",
                    List.of(
                            DatedCurve.NAME
                                    + ".<expiry>~<expiry>: two neighbours on one curve; over when the nearer one has 2 days left"),
                    List.of(),
                    List.of(
                            new Definition.Attribute("near_contract", "the nearer contract"),
                            new Definition.Attribute("near_days", "its days to expiry"),
                            new Definition.Attribute("far_contract", "the farther contract"),
                            new Definition.Attribute("far_days", "its days to expiry")),
                    "forward yields as Coin Metrics interpolates by")
            .shownIn(View.TERM_STRUCTURE_FORWARD);

    @Override
    public Definition definition() {
        return DEFINITION;
    }

    @Override
    public MinuteRule minuteRule() {
        return MinuteRule.CLOSE;
    }

    @Override
    public List<String> builtOn() {
        return List.of(FuturesBasis.ID);
    }

    @Override
    public State start(String asset) {
        SeriesOf series = new SeriesOf(asset, ID);
        return at -> DatedCurve.at(at, asset).forEach(curve -> {
            for (int far = 1; far < curve.contracts().size(); far++) {
                publish(curve, far, series, at);
            }
        });
    }

    @Override
    public String silence() {
        return "no two neighbouring contracts with a basis in the minute";
    }

    @Override
    public boolean isOver(Series series, long instant) {
        String pair = series.dimension().substring(series.dimension().lastIndexOf('.') + 1);
        Instrument near = Instrument.parse("x:" + series.asset() + "-USD-" + pair.split("~")[0]);
        return new DatedContract(near).isExpired(instant + MIN_MICROS);
    }

    @Override
    public OptionalDouble recompute(Receipt receipt) {
        List<CarryCurve.Point> points = CarryCurve.of(receipt).points();
        return OptionalDouble.of(forward(points.getFirst(), points.getLast()));
    }

    private static double forward(CarryCurve.Point near, CarryCurve.Point far) {
        return Interpolation.forward(near.percent(), near.days(), far.percent(), far.days());
    }

    private static void publish(DatedCurve curve, int place, SeriesOf series, Evaluation at) {
        IndicatorValue near = curve.contracts().get(place - 1);
        IndicatorValue far = curve.contracts().get(place);
        ValueDraft draft =
                at.draft(series.dimension(curve.name() + '.' + expiry(near) + '~' + expiry(far)), DEFINITION.unit());
        curve.enter(place - 1, 1, draft);
        curve.enter(place, 1, draft);
        List<CarryCurve.Point> points = curve.carry().points();
        draft.attribute("near_contract", FuturesBasis.contract(near))
                .attribute("near_days", FuturesBasis.days(near))
                .attribute("far_contract", FuturesBasis.contract(far))
                .attribute("far_days", FuturesBasis.days(far))
                .publish(forward(points.get(place - 1), points.get(place)));
    }

    private static Contract expiry(IndicatorValue contract) {
        return Instrument.parse(FuturesBasis.contract(contract)).contract();
    }
}
