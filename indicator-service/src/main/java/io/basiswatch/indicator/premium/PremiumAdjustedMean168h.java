package io.basiswatch.indicator.premium;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.LookBack;
import io.basiswatch.model.Definition;
import io.basiswatch.model.Resolution;
import java.time.Duration;
import java.util.List;

/** The adjusted Coinbase premium over the last week. */
@AutoService(Indicator.class)
public final class PremiumAdjustedMean168h implements PremiumMean {
    static final String ID = CoinbasePremiumAdjusted.ID + "_sma_168h";

    private static final int HOURS = 168;

    private static final Definition DEFINITION =
            PremiumMean.definition(ID, "Coinbase premium, adjusted", CoinbasePremiumAdjusted.ID, HOURS, List.of());

    @Override
    public Definition definition() {
        return DEFINITION;
    }

    @Override
    public LookBack of() {
        return new LookBack(PremiumAdjustedMean1h.ID, Resolution.HOUR, Duration.ofHours(HOURS));
    }
}
