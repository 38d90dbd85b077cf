package io.basiswatch.indicator.leverage;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.ClosedValue;
import io.basiswatch.indicator.Evaluation;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.LookBack;
import io.basiswatch.indicator.MinuteRule;
import io.basiswatch.indicator.Receipt;
import io.basiswatch.indicator.ValueDraft;
import io.basiswatch.indicator.interest.OpenInterestUsd;
import io.basiswatch.indicator.window.KnownLater;
import io.basiswatch.model.Constituents;
import io.basiswatch.model.Definition;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.Unit;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.OptionalDouble;

/** Open interest over a day's volume: says something about leverage where no reserve is known, and is another number. */
@AutoService(Indicator.class)
public final class InterestToVolume implements Indicator {
    static final String ID = "oi_to_volume_24h";

    private static final String BOUGHT = "taker_buy_volume_usd";
    private static final String SOLD = "taker_sell_volume_usd";
    private static final String PERPETUALS = "perp";
    private static final int HOURS = 24;
    private static final long HOUR = Resolution.HOUR.micros();

    private static final Definition DEFINITION = new Definition(
            ID,
            1,
            "Open interest to volume of 24 hours",
            "What is open in perpetuals over what was traded in them within 24 hours. A stand-in for the estimated leverage ratio"
                    + " where no reserve is known; their numbers cannot be compared.",
            Unit.RATIO,
            "open_interest_usd / Σ (taker_buy_volume_usd + taker_sell_volume_usd) of 24 hours",
            List.of(
                    OpenInterestUsd.ID + " of perpetuals in the closed minute",
                    BOUGHT + " and " + SOLD
                            + " of the last 24 closed hours: together all that was traded, once; of one perpetual"
                            + " those of candles where no trades were heard"),
            "the closed minute over the 24 whole hours that were over before it; absent without all of these",
            List.of(
                    "none: all perpetuals that tell open interest, over all that tell trades",
                    "<venue>.<BASE>-<QUOTE>-PERP: one perpetual"),
            List.of(),
            List.of(
                    new Definition.Attribute("proxy_for", "the id of what it stands in for"),
                    new Definition.Attribute("open_interest_usd", "what is open, in US dollars"),
                    new Definition.Attribute("volume_24h_usd", "what was traded, in US dollars")),
            "a proxy of this project");

    @Override
    public Definition definition() {
        return DEFINITION;
    }

    @Override
    public MinuteRule minuteRule() {
        return MinuteRule.CLOSE;
    }

    @Override
    public List<String> builtOn() {
        return List.of(OpenInterestUsd.ID);
    }

    @Override
    public List<LookBack> looksBackOn() {
        Duration length = Duration.ofHours(HOURS + 2L);
        return List.of(new LookBack(BOUGHT, Resolution.HOUR, length), new LookBack(SOLD, Resolution.HOUR, length));
    }

    @Override
    public State start(String asset) {
        return new Volumes(asset);
    }

    @Override
    public String silence() {
        return "no open interest told within 60 s";
    }

    @Override
    public OptionalDouble recompute(Receipt receipt) {
        double open = receipt.valueOf(OpenInterestUsd.ID)
                .orElseThrow(() -> new NoSuchElementException("no open interest"))
                .value();
        return OptionalDouble.of(open / volume(hours(receipt, BOUGHT), hours(receipt, SOLD)));
    }

    private static Constituents hours(Receipt receipt, String indicator) {
        return receipt.constituents(indicator)
                .orElseThrow(() -> new NoSuchElementException("no hours of " + indicator));
    }

    private static double volume(Constituents bought, Constituents sold) {
        return sum(bought) + sum(sold);
    }

    private static double sum(Constituents hours) {
        double sum = 0;
        for (Constituents.Point hour : hours.points()) {
            sum += hour.value();
        }
        return sum;
    }

    /** What was traded of one asset, hour by hour. */
    private static final class Volumes implements State {
        private final String asset;
        private final Map<Series, HourLine> lines = new HashMap<>();
        private final KnownLater ofCandles = new KnownLater();

        Volumes(String asset) {
            this.asset = asset;
        }

        @Override
        public void closed(ClosedValue hour) {
            if (hour.isOfCandles()) {
                ofCandles.put(hour);
            } else {
                put(hour);
            }
        }

        private void put(ClosedValue hour) {
            lines.computeIfAbsent(hour.series(), series -> new HourLine(series, HOURS))
                    .put(hour);
        }

        @Override
        public void values(Evaluation at) {
            ofCandles.admit(at.instant(), this::put);
            at.values(OpenInterestUsd.ID, asset).stream()
                    .sorted(Comparator.comparing(value -> value.series().dimension()))
                    .forEach(interest -> {
                        if (interest.series().dimension().equals(PERPETUALS)) {
                            publish(at, interest, "");
                        } else if (OpenInterestUsd.isPerpetual(interest)) {
                            publish(at, interest, interest.series().dimension());
                        }
                    });
        }

        private void publish(Evaluation at, IndicatorValue interest, String dimension) {
            long to = Resolution.HOUR.floor(at.time());
            Constituents bought = line(BOUGHT, dimension).between(to - HOURS * HOUR, to);
            Constituents sold = line(SOLD, dimension).between(to - HOURS * HOUR, to);
            if (bought.count() + sold.count() == 0 && !dimension.isEmpty()) {
                return;
            }
            double open = interest.value().orElseThrow();
            ValueDraft draft = at.draft(Series.of(asset, ID, dimension), DEFINITION.unit())
                    .uses(interest, 1)
                    .attribute("proxy_for", LeverageRatio.ID)
                    .attribute("open_interest_usd", open);
            int known = Math.min(bought.count(), sold.count());
            if (known < HOURS) {
                draft.absent(known + " of " + HOURS + " hours of trades");
                return;
            }
            double volume = volume(bought, sold);
            draft.attribute("volume_24h_usd", volume).madeOf(bought.referred()).madeOf(sold.referred());
            if (volume > 0) {
                draft.publish(open / volume);
            } else {
                draft.absent("nothing was traded in 24 hours");
            }
        }

        private HourLine line(String indicator, String dimension) {
            Series series = Series.of(asset, indicator, dimension);
            return lines.getOrDefault(series, new HourLine(series, HOURS));
        }
    }
}
