package io.basiswatch.indicator.basis;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.model.Definition;

/** The sign of seven closed days that changes less readily. */
@AutoService(Indicator.class)
public final class BasisSign7dWide implements BasisSigns {
    private static final Definition DEFINITION = BasisSigns.definition(
            "basis_sign_sma_7d_wide",
            "Sign of the futures to spot basis over seven days, wide dead-band",
            BasisMean7d.ID,
            "the mean of the last seven closed days",
            SignRule.WIDE);

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
        return SignRule.WIDE;
    }
}
