package io.basiswatch.indicator.basis;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.ClosedDays;
import io.basiswatch.indicator.DayDraft;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.model.Band;
import io.basiswatch.model.Definition;
import java.util.List;
import java.util.OptionalDouble;

/** The futures to spot basis of the last seven closed days, and the zone that it is in. */
@AutoService(Indicator.class)
public final class BasisMean7d implements BasisMean.OfDays {
    static final String ID = "futures_spot_basis_sma_7d";

    private static final int DAYS = 7;
    private static final double RECOVERY_FROM = 0;
    private static final double RISK_ON_FROM = 0.5;

    /** The upper edge of a zone belongs to it, so the next one begins with the number after. */
    private static final List<Band> BANDS = List.of(
            new Band(OptionalDouble.empty(), "base_zone", "Base zone — selling pressure: futures are not above spot."),
            new Band(
                    OptionalDouble.of(Math.nextUp(RECOVERY_FROM)),
                    "recovery_band",
                    "Recovery band — futures are above spot by up to half a percent."),
            new Band(
                    OptionalDouble.of(Math.nextUp(RISK_ON_FROM)),
                    "risk_on_zone",
                    "Risk-on zone — futures are above spot by more than half a percent."));

    private static final Definition DEFINITION = BasisMean.definition(
            ID,
            DAYS,
            "Whether futures were dearer than spot over a week of closed days: slower than the day's basis, and the one that"
                    + " zones are read from.",
            BANDS,
            List.of(
                    new Definition.Attribute("zone", "the code of the value's band"),
                    new Definition.Attribute("recovery_started", "whether the value is above 0"),
                    new Definition.Attribute("recovery_confirmed", "whether the value is above 0.5")));

    @Override
    public Definition definition() {
        return DEFINITION;
    }

    @Override
    public int lookBack() {
        return DAYS;
    }

    @Override
    public void value(ClosedDays days, DayDraft draft) {
        BasisMean.enter(days, DAYS, draft).ifPresent(mean -> {
            DEFINITION.band(mean).ifPresent(band -> draft.attribute("zone", band.code()));
            draft.attribute("recovery_started", mean > RECOVERY_FROM)
                    .attribute("recovery_confirmed", mean > RISK_ON_FROM)
                    .publish(mean);
        });
    }
}
