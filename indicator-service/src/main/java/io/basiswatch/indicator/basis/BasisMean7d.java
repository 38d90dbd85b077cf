package io.basiswatch.indicator.basis;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.ClosedDays;
import io.basiswatch.indicator.DayDraft;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.model.Definition;
import java.util.List;

/** The futures to spot basis of the last seven closed days, and the zone that it is in. */
@AutoService(Indicator.class)
public final class BasisMean7d implements BasisMean.OfDays {
    static final String ID = "futures_spot_basis_sma_7d";

    private static final int DAYS = 7;
    private static final ZoneEdges EDGES = ZoneEdges.USUAL;

    private static final Definition DEFINITION = BasisMean.definition(
            ID,
            DAYS,
            "Whether futures were dearer than spot over a week of closed days: slower than the day's basis, and the one that"
                    + " zones are read from.",
            EDGES.ofPercent(),
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
            draft.attribute("zone", ZoneEdges.code(EDGES.zone(mean)))
                    .attribute("recovery_started", EDGES.isRecoveryStarted(mean))
                    .attribute("recovery_confirmed", EDGES.isRecoveryConfirmed(mean))
                    .publish(mean);
        });
    }
}
