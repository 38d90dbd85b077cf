package io.basiswatch.indicator.basis;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.model.Definition;

/** In which zone the futures to spot basis of a week is. */
@AutoService(Indicator.class)
public final class BasisZone implements BasisZones {
    private static final Definition DEFINITION =
            BasisZones.definition("basis_zone", "Zone of the futures to spot basis", ZoneEdges.USUAL);

    @Override
    public Definition definition() {
        return DEFINITION;
    }

    @Override
    public ZoneEdges edges() {
        return ZoneEdges.USUAL;
    }
}
