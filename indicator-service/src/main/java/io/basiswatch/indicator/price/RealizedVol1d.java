package io.basiswatch.indicator.price;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.LookBack;
import io.basiswatch.indicator.Receipt;
import io.basiswatch.indicator.reference.SpotIndex;
import io.basiswatch.model.Definition;
import io.basiswatch.model.Resolution;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** How much the spot index has moved over the last day, per year. */
@AutoService(Indicator.class)
public final class RealizedVol1d implements RealizedVolatility {
    static final String ID = "realized_vol_1d";

    private static final int DAYS = 1;
    private static final LookBack OF = new LookBack(SquaredReturn5m.ID, Resolution.MINUTE, Duration.ofDays(DAYS));
    private static final Definition DEFINITION = RealizedVolatility.definition(ID, DAYS);

    @Override
    public Definition definition() {
        return DEFINITION;
    }

    @Override
    public LookBack of() {
        return OF;
    }

    /** The returns, and the minutes that give those which were not heard. */
    @Override
    public List<LookBack> looksBackOn() {
        List<LookBack> all = new ArrayList<>(RealizedVolatility.super.looksBackOn());
        all.add(new LookBack(SpotIndex.ID, Resolution.MINUTE, OF.length().plusHours(2)));
        return all;
    }

    @Override
    public State start(String asset) {
        return new DayOfReturns(new Returns(asset, this));
    }

    @Override
    public OptionalDouble recompute(Receipt receipt) {
        return DayOfReturns.recompute(receipt);
    }
}
