package io.basiswatch.indicator.basis;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.model.Definition;

/** Whether futures were dearer or cheaper than spot over the last seven closed days, and since when. */
@AutoService(Indicator.class)
public final class BasisSign7d implements BasisSigns {
    private static final Definition DEFINITION = BasisSigns.definition(
            "basis_sign_sma_7d",
            "Sign of the futures to spot basis over seven days",
            BasisMean7d.ID,
            "the mean of the last seven closed days",
            SignRule.USUAL);

    @Override
    public Definition definition() {
        return DEFINITION;
    }

    @Override
    public String of() {
        return BasisMean7d.ID;
    }

    @Override
    public SignRule rule() {
        return SignRule.USUAL;
    }
}
