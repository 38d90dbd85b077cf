package io.basiswatch.indicator.premium;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.LookBack;
import io.basiswatch.model.Definition;
import io.basiswatch.model.Resolution;
import java.time.Duration;
import java.util.List;

/** The adjusted Coinbase premium over the last hour. */
@AutoService(Indicator.class)
public final class PremiumAdjustedMean1h implements PremiumMean {
    static final String ID = CoinbasePremiumAdjusted.ID + "_sma_1h";

    private static final int HOURS = 1;

    private static final Definition DEFINITION =
            PremiumMean.definition(ID, "Coinbase premium, adjusted", CoinbasePremiumAdjusted.ID, HOURS, List.of());

    @Override
    public Definition definition() {
        return DEFINITION;
    }

    @Override
    public LookBack of() {
        return new LookBack(CoinbasePremiumAdjusted.ID, Resolution.MINUTE, Duration.ofHours(HOURS));
    }
}
