package io.basiswatch.indicator.price;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.LookBack;
import io.basiswatch.model.Definition;
import io.basiswatch.model.Resolution;
import java.time.Duration;

/** How much the spot index has moved over the last week, per year. */
@AutoService(Indicator.class)
public final class RealizedVol7d implements RealizedVolatility {
    static final String ID = "realized_vol_7d";

    private static final int DAYS = 7;
    private static final LookBack OF = new LookBack(SquaredReturn5m.ID, Resolution.HOUR, Duration.ofDays(DAYS));
    private static final Definition DEFINITION = RealizedVolatility.definition(ID, DAYS);

    @Override
    public Definition definition() {
        return DEFINITION;
    }

    @Override
    public LookBack of() {
        return OF;
    }
}
