package io.basiswatch.indicator.basis;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.Evaluation;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.MinuteRule;
import io.basiswatch.indicator.window.LastQuote;
import io.basiswatch.model.Definition;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Series;
import io.basiswatch.model.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * By how many percent a perpetual is dearer than spot, not annualised, for every pair of venues.
 *
 * <p>Both legs are in the same quote currency: the deviation of USDT from the dollar is several times the size of the basis,
 * and would be taken for it.
 */
@AutoService(Indicator.class)
public final class PerpSpotBasis implements Indicator {
    static final String ID = "futures_spot_basis_pct";

    private static final Definition DEFINITION = new Definition(
            ID,
            1,
            "Futures to spot basis",
            "How much dearer a perpetual is than spot, in percent and not annualised; negative where futures are cheaper.",
            Unit.PERCENT,
            "(fut_mid − spot_mid) / spot_mid × 100",
            List.of("mid of the perpetual", "mid of the spot market in the same quote currency"),
            "an instant; the minute is the mean of its seconds, hour and day that of their minutes; of imported candles,"
                    + " the end of their interval",
            List.of(
                    "<perpetual's venue>~<spot venue>.<QUOTE>: a pair of markets; a perpetual that is not settled the usual"
                            + " way adds -<SETTLEMENT>"),
            List.of(),
            List.of(
                    new Definition.Attribute("fut_mid", "middle price of the perpetual at the instant"),
                    new Definition.Attribute("spot_mid", "middle price of spot at the instant"),
                    new Definition.Attribute(
                            "n_obs", "seconds of the minute, or minutes of the hour or day, that had a value"),
                    new Definition.Attribute("fut_close", "last price of the perpetual in a candle's interval"),
                    new Definition.Attribute("spot_close", "last price of spot in a candle's interval"),
                    new Definition.Attribute(
                            IndicatorValue.DERIVED_FROM,
                            "candle where imported candles were all there was: from their closes, and degraded for it")),
            "futures-to-spot basis as in market articles of November 2025");

    @Override
    public Definition definition() {
        return DEFINITION;
    }

    @Override
    public MinuteRule minuteRule() {
        return MinuteRule.MEAN;
    }

    @Override
    public Set<Class<? extends InstrumentEvent>> inputs() {
        return Set.of(Quote.class);
    }

    @Override
    public boolean reads(Instrument instrument) {
        return instrument.isSpot() || instrument.isPerpetual();
    }

    @Override
    public State start(String asset) {
        return new PairState(asset);
    }

    @Override
    public Optional<Candles> candles(String asset) {
        return Optional.of(new CandleBasis(asset));
    }

    /** The dimension of a pair of markets. */
    static String dimension(Instrument future, Instrument spot) {
        boolean usual = Instrument.perpetual(future.venue(), future.base(), future.quote())
                .equals(future);
        return future.venue().id()
                + '~'
                + spot.venue().id()
                + '.'
                + future.quote()
                + (usual ? "" : '-' + future.settlement());
    }

    /** The percentage by which {@code future} is above {@code spot}. */
    static double percent(double future, double spot) {
        return (future - spot) / spot * 100;
    }

    /** Two markets that are compared. */
    private record Pair(Series series, LastQuote future, LastQuote spot) {
        void publish(Evaluation at) {
            Optional<Quote> futureQuote = future.usable(at);
            Optional<Quote> spotQuote = spot.usable(at);
            if (futureQuote.isEmpty() || spotQuote.isEmpty()) {
                return;
            }
            double futureMid = futureQuote.get().mid();
            double spotMid = spotQuote.get().mid();
            at.draft(series, Unit.PERCENT)
                    .uses(future.name(), "mid", futureMid, futureQuote.get().stamp(), 1)
                    .uses(spot.name(), "mid", spotMid, spotQuote.get().stamp(), 1)
                    .attribute("fut_mid", futureMid)
                    .attribute("spot_mid", spotMid)
                    .publish(percent(futureMid, spotMid));
        }
    }

    private static final class PairState implements State {
        private final String asset;
        private final List<LastQuote> futures = new ArrayList<>();
        private final List<LastQuote> spots = new ArrayList<>();
        private final List<Pair> pairs = new ArrayList<>();

        PairState(String asset) {
            this.asset = asset;
        }

        @Override
        public Feed feed(Instrument instrument) {
            LastQuote quote = new LastQuote(instrument);
            if (instrument.isSpot()) {
                spots.add(quote);
                futures.forEach(future -> pair(future, quote));
            } else {
                futures.add(quote);
                spots.forEach(spot -> pair(quote, spot));
            }
            return quote;
        }

        private void pair(LastQuote future, LastQuote spot) {
            if (future.instrument().quote().equals(spot.instrument().quote())) {
                String dimension = dimension(future.instrument(), spot.instrument());
                pairs.add(new Pair(Series.of(asset, ID, dimension), future, spot));
            }
        }

        @Override
        public void values(Evaluation at) {
            pairs.forEach(pair -> pair.publish(at));
        }
    }
}
