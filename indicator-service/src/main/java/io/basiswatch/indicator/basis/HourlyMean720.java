package io.basiswatch.indicator.basis;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.Indicator;

/** The futures to spot basis of the last 720 closed hours, a month. */
@AutoService(Indicator.class)
public final class HourlyMean720 extends HourlyMean {
    static final String ID = "futures_spot_basis_sma_720h";

    public HourlyMean720() {
        super(ID, 720);
    }
}
