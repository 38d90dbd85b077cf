package io.basiswatch.indicator.basis;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.Indicator;

/** The futures to spot basis of the last 168 closed hours, a week. */
@AutoService(Indicator.class)
public final class HourlyMean168 extends HourlyMean {
    static final String ID = "futures_spot_basis_sma_168h";

    public HourlyMean168() {
        super(ID, 168);
    }
}
