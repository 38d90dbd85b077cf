package io.basiswatch.indicator.reference;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.Evaluation;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.MinuteRule;
import io.basiswatch.indicator.Receipt;
import io.basiswatch.indicator.ValueDraft;
import io.basiswatch.model.Definition;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.Unit;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * What a stablecoin costs in US dollars, from its direct markets only.
 *
 * <p>Never by way of another asset: a USDT rate derived from BTC-USD and BTC-USDT would make every premium that is corrected
 * with it vanish by construction.
 */
@AutoService(Indicator.class)
public final class StablecoinRate implements Indicator {
    public static final String ID = "stablecoin_rate";
    /** The stablecoins that have a rate. */
    public static final Set<String> STABLECOINS = Set.of("USDT", "USDC");

    private static final Definition DEFINITION = new Definition(
            ID,
            2,
            "Stablecoin rate",
            "What one USDT or USDC costs in US dollars on the markets that trade it for dollars directly. Where no such"
                    + " market is seen there is no value.",
            Unit.USD_PER_UNIT,
            "median of the venues' mids; each mid clamped to median ± 0.5 %; mean with equal weights",
            List.of(
                    "best bid and ask of USDT-USD and USDC-USD, uncrossed and at most 10 s old, the first of each second",
                    "venues that stand still or are off the median are left out as those of the spot index are",
                    "below 3 venues the value is degraded"),
            "an instant; the minute is its last second, hours and days their last minute",
            List.of("usd: in US dollars"),
            List.of(),
            List.of(
                    new Definition.Attribute("venues", "how many venues took part"),
                    new Definition.Attribute(
                            ValueDraft.VENUES_MISSING, "venues that were left out, or were heard within 60 s before")),
            "the same consensus as the spot index");

    /** The rate of {@code coin} in US dollars. */
    public static Series series(String coin) {
        return Series.of(coin, ID, "usd");
    }

    @Override
    public Definition definition() {
        return DEFINITION;
    }

    @Override
    public MinuteRule minuteRule() {
        return MinuteRule.LAST;
    }

    @Override
    public Set<Class<? extends InstrumentEvent>> inputs() {
        return Set.of(Quote.class);
    }

    @Override
    public boolean reads(Instrument instrument) {
        return instrument.isSpot()
                && STABLECOINS.contains(instrument.base())
                && instrument.quote().equals("USD");
    }

    @Override
    public OptionalDouble recompute(Receipt receipt) {
        return VenueConsensus.recompute(receipt);
    }

    @Override
    public State start(String asset) {
        return new RateState(asset);
    }

    private static final class RateState implements State {
        private final VenueConsensus consensus;

        RateState(String asset) {
            // Every partition must expect the same, and closed minutes of a coin are known on its own partition only.
            this.consensus = new VenueConsensus(series(asset), Unit.USD_PER_UNIT, (instant, present) -> Set.of());
        }

        @Override
        public Feed feed(Instrument instrument) {
            return new FirstOfSecond(consensus.add(instrument));
        }

        @Override
        public void values(Evaluation at) {
            consensus.publish(at);
        }
    }

    /**
     * Lets the first uncrossed quote of each second of receive time pass.
     *
     * <p>Every partition gets one quote a second of a stablecoin market, its own partition gets all of them: this way each
     * of them computes the same rate.
     */
    private static final class FirstOfSecond implements Feed {
        private final Feed next;
        private long second = Long.MIN_VALUE;

        FirstOfSecond(Feed next) {
            this.next = next;
        }

        @Override
        public void update(InstrumentEvent event) {
            if (!(event instanceof Quote quote)) {
                if (event instanceof FeedGap) {
                    second = Long.MIN_VALUE; // the first quote after it counts at once
                }
                next.update(event);
                return;
            }
            long current = Resolution.SECOND.floor(quote.receivedTime());
            if (current > second && !quote.isCrossed()) {
                second = current;
                next.update(quote);
            }
        }
    }
}
