package io.basiswatch.indicator.basis;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.Indicator;

/** What a contract with always 30 days to expiry would yield per year. */
@AutoService(Indicator.class)
public final class ConstantMaturity30d extends ConstantMaturity {
    static final String ID = "basis_cm_30d";

    public ConstantMaturity30d() {
        super(ID, 30);
    }
}
