package io.basiswatch.indicator.basis;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.model.Definition;

/** The same with edges that a perpetual's basis reaches. */
@AutoService(Indicator.class)
public final class BasisZoneNarrow implements BasisZones {
    private static final Definition DEFINITION = BasisZones.definition(
            "basis_zone_narrow", "Zone of the futures to spot basis, narrow edges", ZoneEdges.NARROW);

    @Override
    public Definition definition() {
        return DEFINITION;
    }

    @Override
    public ZoneEdges edges() {
        return ZoneEdges.NARROW;
    }
}
