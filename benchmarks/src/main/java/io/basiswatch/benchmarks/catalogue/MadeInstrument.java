package io.basiswatch.benchmarks.catalogue;

import io.basiswatch.model.Contract;
import io.basiswatch.model.DepthProfile;
import io.basiswatch.model.FundingRate;
import io.basiswatch.model.IndexPrice;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.Liquidation;
import io.basiswatch.model.MarkPrice;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.OpenInterest;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Side;
import io.basiswatch.model.Stamp;
import io.basiswatch.model.Trade;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** What an instrument of the made-up market says, near the price of its asset. */
final class MadeInstrument {
    private static final Duration FUNDING = Duration.ofHours(8);
    private static final double TICK = 1e-5;
    /** Of the price, per quote. */
    private static final double STEP = 3e-6;

    private final Instrument instrument;
    private final Instrument index;
    private final Price price;
    private final double basis;
    private final Random random;
    private long trades;

    /** What all instruments of an asset follow. */
    static final class Price {
        private double price;

        Price(double first) {
            this.price = first;
        }
    }

    /** @param basis how much dearer than the asset it is, as a fraction */
    MadeInstrument(Instrument instrument, Price price, double basis, Random random) {
        this.instrument = instrument;
        this.index = Instrument.of(instrument.venue(), instrument.base(), instrument.quote(), Contract.INDEX);
        this.price = price;
        this.basis = basis;
        this.random = random;
    }

    private double mid() {
        return price.price * (1 + basis);
    }

    MarketEvent quote(Stamp stamp) {
        price.price *= 1 + STEP * random.nextGaussian();
        double mid = mid();
        return new Quote(
                instrument, stamp, mid * (1 - TICK), random.nextDouble(), mid * (1 + TICK), random.nextDouble());
    }

    MarketEvent trade(Stamp stamp) {
        boolean bought = random.nextBoolean();
        double paid = mid() * (bought ? 1 + TICK : 1 - TICK);
        double quantity = 10_000 * random.nextDouble() / paid + 1e-9;
        String id = String.valueOf(++trades);
        return new Trade(instrument, stamp, id, paid, quantity, paid * quantity, bought ? Side.BUY : Side.SELL);
    }

    MarketEvent depth(Stamp stamp) {
        double near = 1e6 * (0.5 + random.nextDouble());
        List<DepthProfile.Band> bands = List.of(
                new DepthProfile.Band(0.1, near, 1.1 * near),
                new DepthProfile.Band(0.5, 3 * near, 3.1 * near),
                new DepthProfile.Band(1, 5 * near, 5.1 * near),
                new DepthProfile.Band(2, 8 * near, 8.1 * near));
        List<DepthProfile.Slippage> slippage =
                List.of(new DepthProfile.Slippage(100_000, 0.4, 0.5), new DepthProfile.Slippage(1_000_000, 4, 5));
        return new DepthProfile(instrument, stamp, mid(), 2e4 * TICK, bands, slippage);
    }

    MarketEvent mark(Stamp stamp) {
        return new MarkPrice(instrument, stamp, mid());
    }

    MarketEvent index(Stamp stamp) {
        return new IndexPrice(index, stamp, price.price);
    }

    MarketEvent funding(Stamp stamp) {
        double rate = 1e-4 + 1e-6 * random.nextGaussian();
        long period = FUNDING.toNanos() / 1_000;
        long paid = Math.ceilDiv(stamp.eventTime() + 1, period) * period;
        return new FundingRate(instrument, stamp, FundingRate.Kind.PREDICTED, rate, Optional.of(FUNDING), paid);
    }

    MarketEvent interest(Stamp stamp) {
        double notional = 1e9 * (1 + 1e-4 * random.nextGaussian());
        return new OpenInterest(instrument, stamp, notional / mid(), notional);
    }

    MarketEvent liquidation(Stamp stamp) {
        double notional = 50_000 * random.nextDouble() + 1;
        return new Liquidation(
                instrument,
                stamp,
                mid(),
                notional / mid(),
                notional,
                random.nextBoolean() ? Liquidation.Position.LONG : Liquidation.Position.SHORT,
                Liquidation.Completeness.LOWER_BOUND);
    }
}
