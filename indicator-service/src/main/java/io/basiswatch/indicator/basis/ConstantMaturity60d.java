package io.basiswatch.indicator.basis;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.Indicator;

/** What a contract with always 60 days to expiry would yield per year. */
@AutoService(Indicator.class)
public final class ConstantMaturity60d extends ConstantMaturity {
    static final String ID = "basis_cm_60d";

    public ConstantMaturity60d() {
        super(ID, 60);
    }
}
