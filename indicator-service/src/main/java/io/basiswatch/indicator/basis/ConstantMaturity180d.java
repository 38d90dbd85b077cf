package io.basiswatch.indicator.basis;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.Indicator;

/** What a contract with always 180 days to expiry would yield per year. */
@AutoService(Indicator.class)
public final class ConstantMaturity180d extends ConstantMaturity {
    static final String ID = "basis_cm_180d";

    public ConstantMaturity180d() {
        super(ID, 180);
    }
}
