package io.basiswatch.indicator.premium;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.LookBack;
import io.basiswatch.model.Definition;
import io.basiswatch.model.Resolution;
import java.time.Duration;

/** The Coinbase premium index over the last day. */
@AutoService(Indicator.class)
public final class PremiumIndexMean24h implements PremiumMean {
    static final String ID = CoinbasePremiumIndex.ID + "_sma_24h";

    private static final int HOURS = 24;

    private static final Definition DEFINITION = PremiumMean.definition(
            ID, "Coinbase premium index", CoinbasePremiumIndex.ID, HOURS, CoinbasePremiumIndex.BANDS);

    @Override
    public Definition definition() {
        return DEFINITION;
    }

    @Override
    public LookBack of() {
        return new LookBack(PremiumIndexMean1h.ID, Resolution.HOUR, Duration.ofHours(HOURS));
    }
}
