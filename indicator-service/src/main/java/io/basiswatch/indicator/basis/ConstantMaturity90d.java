package io.basiswatch.indicator.basis;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.Indicator;

/** What a contract with always 90 days to expiry would yield per year. */
@AutoService(Indicator.class)
public final class ConstantMaturity90d extends ConstantMaturity {
    static final String ID = "basis_cm_90d";

    public ConstantMaturity90d() {
        super(ID, 90);
    }
}
