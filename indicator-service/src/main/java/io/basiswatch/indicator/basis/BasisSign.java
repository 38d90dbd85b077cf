package io.basiswatch.indicator.basis;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.model.Definition;

/** Whether futures are dearer or cheaper than spot by closed days, and since when. */
@AutoService(Indicator.class)
public final class BasisSign implements BasisSigns {
    private static final Definition DEFINITION = BasisSigns.definition(
            "basis_sign",
            "Sign of the futures to spot basis",
            PerpSpotBasis.ID,
            "the basis of the closed day",
            SignRule.USUAL);

    @Override
    public Definition definition() {
        return DEFINITION;
    }

    @Override
    public String of() {
        return PerpSpotBasis.ID;
    }

    @Override
    public SignRule rule() {
        return SignRule.USUAL;
    }
}
