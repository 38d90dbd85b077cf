package io.basiswatch.indicator.premium;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.ClosedValue;
import io.basiswatch.indicator.Evaluation;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.LookBack;
import io.basiswatch.indicator.ValueDraft;
import io.basiswatch.indicator.window.ClosedWindow;
import io.basiswatch.model.Definition;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The adjusted Coinbase premium over the last day, and whether it has recovered: not below 0 for a day. */
@AutoService(Indicator.class)
public final class PremiumAdjustedMean24h implements PremiumMean {
    static final String ID = CoinbasePremiumAdjusted.ID + "_sma_24h";

    private static final String RECOVERED = "recovered_24h";
    private static final int HOURS = 24;
    private static final Duration DAY = Duration.ofHours(HOURS);

    private static final Definition DEFINITION = PremiumMean.definition(
            ID,
            "Coinbase premium, adjusted",
            CoinbasePremiumAdjusted.ID,
            HOURS,
            List.of(),
            new Definition.Attribute(
                    RECOVERED,
                    "whether the premium was at 0 or above in all minutes of the last 24 h; left out where fewer than four"
                            + " fifths of them are known"));

    @Override
    public Definition definition() {
        return DEFINITION;
    }

    @Override
    public LookBack of() {
        return new LookBack(PremiumAdjustedMean1h.ID, Resolution.HOUR, DAY);
    }

    /** One more than for the mean: the minutes that must not be below 0. */
    @Override
    public List<LookBack> looksBackOn() {
        List<LookBack> all = new ArrayList<>(PremiumMean.super.looksBackOn());
        all.add(new LookBack(CoinbasePremiumAdjusted.ID, Resolution.MINUTE, DAY.plusMinutes(2)));
        return all;
    }

    @Override
    public State start(String asset) {
        return new Recovery(asset, new Running(asset, this));
    }

    /** The minutes of a day, and the last one below 0. */
    private static final class Recovery implements State {
        private static final long MINUTE = Resolution.MINUTE.micros();

        private final Running mean;
        private final ClosedWindow minutes;
        private long lastBelow = Long.MIN_VALUE;

        Recovery(String asset, Running mean) {
            this.mean = mean;
            this.minutes = new ClosedWindow(
                    Series.of(asset, CoinbasePremiumAdjusted.ID), Resolution.MINUTE, MINUTE, Resolution.DAY.micros());
        }

        @Override
        public void closed(ClosedValue value) {
            mean.closed(value);
            if (value.series().indicator().equals(CoinbasePremiumAdjusted.ID)) {
                minutes.put(value);
                lastBelow = value.value() < 0 ? Math.max(lastBelow, value.time()) : lastBelow;
            }
        }

        @Override
        public void values(Evaluation at) {
            mean.publish(at, draft -> enter(at, draft));
        }

        private void enter(Evaluation at, ValueDraft draft) {
            long from = at.to() - Resolution.DAY.micros();
            if (lastBelow >= from) {
                draft.attribute(RECOVERED, false);
            } else if (minutes.count(from, at.to()) * 5L >= Resolution.DAY.micros() / MINUTE * 4) {
                draft.attribute(RECOVERED, true);
            }
        }
    }
}
