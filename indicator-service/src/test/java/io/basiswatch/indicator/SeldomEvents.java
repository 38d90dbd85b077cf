package io.basiswatch.indicator;

import io.basiswatch.model.DepthProfile;
import io.basiswatch.model.FundingRate;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.Liquidation;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.OpenInterest;
import io.basiswatch.model.Stamp;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** What a random log holds beside prices and trades: funding, open interest, liquidations and depth. */
final class SeldomEvents {
    /** About one event in so many is followed by a seldom one: enough silences of a minute are left. */
    private static final int SELDOM = 20;

    private final Random random;

    SeldomEvents(long seed) {
        this.random = new Random(~seed);
    }

    /** Maybe an event of the same instrument at the same time. */
    Optional<MarketEvent> after(InstrumentEvent event) {
        Instrument instrument = event.instrument();
        Stamp stamp = new Stamp(
                event.receivedTime() - 50_000,
                event.receivedTime(),
                Stamp.NO_SEQUENCE,
                event.stamp().origin());
        if (instrument.base().equals("USDT") || random.nextInt(SELDOM) > 0) {
            return Optional.empty();
        }
        if (instrument.isSpot() || instrument.isPerpetual() && random.nextBoolean()) {
            return Optional.of(depth(instrument, stamp));
        }
        return instrument.isPerpetual() ? Optional.of(ofPerpetual(instrument, stamp)) : Optional.empty();
    }

    private MarketEvent ofPerpetual(Instrument instrument, Stamp stamp) {
        return switch (random.nextInt(4)) {
            case 0 -> liquidation(instrument, stamp);
            case 1 -> new OpenInterest(instrument, stamp, random.nextInt(1_000), random.nextInt(50_000_000));
            default -> funding(instrument, stamp);
        };
    }

    private FundingRate funding(Instrument instrument, Stamp stamp) {
        FundingRate.Kind kind = random.nextInt(10) == 0 ? FundingRate.Kind.SETTLED : FundingRate.Kind.PREDICTED;
        Optional<Duration> interval =
                random.nextInt(10) == 0 ? Optional.empty() : Optional.of(Duration.ofHours(1 + random.nextInt(8)));
        return new FundingRate(instrument, stamp, kind, random.nextGaussian() / 1e4, interval, stamp.eventTime());
    }

    private Liquidation liquidation(Instrument instrument, Stamp stamp) {
        double notional = 1 + random.nextInt(1_000_000);
        return new Liquidation(
                instrument,
                stamp,
                50_000,
                notional / 50_000,
                notional,
                random.nextBoolean() ? Liquidation.Position.LONG : Liquidation.Position.SHORT,
                random.nextBoolean() ? Liquidation.Completeness.COMPLETE : Liquidation.Completeness.LOWER_BOUND);
    }

    private DepthProfile depth(Instrument instrument, Stamp stamp) {
        List<DepthProfile.Band> bands = List.of(
                new DepthProfile.Band(1, random.nextInt(1_000), random.nextInt(1_000)),
                new DepthProfile.Band(2, random.nextInt(9_000), random.nextInt(9_000)));
        return new DepthProfile(
                instrument,
                stamp,
                50_000,
                random.nextDouble(),
                bands.subList(0, 1 + random.nextInt(2)),
                List.of(new DepthProfile.Slippage(100_000, random.nextDouble(), random.nextDouble())));
    }
}
