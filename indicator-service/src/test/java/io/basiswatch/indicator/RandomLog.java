package io.basiswatch.indicator;

import io.basiswatch.model.ClockTick;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.GapFilled;
import io.basiswatch.model.IndexPrice;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.MarkPrice;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Side;
import io.basiswatch.model.Stamp;
import io.basiswatch.model.Trade;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A seeded log of several venues with everything that goes wrong: silences, gaps, some of which are filled, late and repeated trades, crossed books. */
public final class RandomLog {
    private static final List<Instrument> INSTRUMENTS = List.of(
                    "binance-spot:BTC-USDT",
                    "okx:BTC-USDT",
                    "coinbase:BTC-USD",
                    "kraken-spot:BTC-USD",
                    "bitstamp:BTC-USD",
                    "binance-usdm:BTC-USDT-PERP",
                    "binance-coinm:BTC-USD-PERP",
                    "binance-coinm:BTC-USD-20260327T0800Z",
                    "binance-coinm:BTC-USD-INDEX",
                    "kraken-spot:USDT-USD",
                    "binance-spot:ETH-USDT",
                    "binance-usdm:ETH-USDT-PERP")
            .stream()
            .map(Instrument::parse)
            .toList();

    private final Random random;
    private final Random ofFilling;
    private final List<FeedGap> unfilled = new ArrayList<>();
    private final List<MarketEvent> events = new ArrayList<>();
    private final double[] silentUntil = new double[INSTRUMENTS.size()];
    private long now;
    private long trades;

    private RandomLog(long seed, long start) {
        this.random = new Random(seed);
        this.ofFilling = new Random(seed + 1);
        this.now = start + 13_400_000;
    }

    /** In the order of receive time, for {@code seconds} seconds. */
    public static List<MarketEvent> events(long seed, int seconds) {
        return events(seed, Market.START, seconds);
    }

    /** The same from {@code start} on, microseconds since the epoch. */
    public static List<MarketEvent> events(long seed, long start, int seconds) {
        RandomLog log = new RandomLog(seed, start);
        long end = log.now + seconds * 1_000_000L;
        while (log.now < end) {
            log.next();
        }
        return log.events;
    }

    private void next() {
        long step = random.nextInt(60_000);
        if (now / 1_000_000 != (now + step) / 1_000_000) {
            events.add(new ClockTick("BTC", stamp(now + step, 0)));
        }
        now += step;
        int which = random.nextInt(INSTRUMENTS.size());
        if (silentUntil[which] > now) {
            return;
        }
        if (random.nextInt(400) == 0) {
            silentUntil[which] = now + random.nextInt(150) * 1e6;
        }
        events.add(event(INSTRUMENTS.get(which)));
        if (events.getLast() instanceof FeedGap gap && gap.instrument().isPerpetual()) {
            unfilled.add(gap);
        }
        if (!unfilled.isEmpty() && ofFilling.nextInt(300) == 0) {
            fill(unfilled.remove(ofFilling.nextInt(unfilled.size())));
        }
    }

    /** What was missed comes afterwards, sometimes too late, and sometimes nothing had been missed. */
    private void fill(FeedGap gap) {
        long missed = gap.receivedTime() + ofFilling.nextInt(5_000_000);
        if (missed < now && ofFilling.nextBoolean()) {
            Stamp stamp = new Stamp(missed, now, Stamp.NO_SEQUENCE, Origin.BACKFILL);
            String id = "missed-" + missed;
            events.add(new Trade(gap.instrument(), stamp, id, 50_000, 0.01, 500, Side.BUY));
        }
        events.add(new GapFilled(
                gap.instrument(),
                new Stamp(now, now, Stamp.NO_SEQUENCE, Origin.BACKFILL),
                gap.stream(),
                gap.from(),
                Math.max(gap.from(), Math.min(now, missed)),
                FeedGap.Scope.TRADES));
    }

    private MarketEvent event(Instrument instrument) {
        double price = (instrument.base().equals("USDT") ? 1 : 50_000) * (1 + random.nextGaussian() / 2_000);
        if (random.nextInt(300) == 0) {
            return new FeedGap(instrument, stamp(now, 0), "any", now - 1_000, "lost");
        }
        if (instrument.contract().toString().equals("INDEX")) {
            return new IndexPrice(instrument, stamp(now, 50_000), price);
        }
        if (instrument.isPerpetual() && random.nextInt(3) > 0) {
            return trade(instrument, price);
        }
        if (!instrument.isSpot() && random.nextInt(6) == 0) {
            return new MarkPrice(instrument, stamp(now, 50_000), price);
        }
        double half = random.nextInt(20) == 0 ? -price / 1e5 : price / 1e5;
        return new Quote(instrument, stamp(now, random.nextInt(100_000)), price - half, 1, price + half, 2);
    }

    private Trade trade(Instrument instrument, double price) {
        long id = random.nextInt(30) == 0 ? Math.max(0, trades - random.nextInt(20)) : trades++;
        long latency = random.nextInt(25) == 0 ? random.nextInt(130_000_000) : random.nextInt(200_000);
        double quantity = random.nextInt(1, 1_000) / 1e3;
        return new Trade(
                instrument,
                stamp(now, latency),
                Long.toString(id),
                price,
                quantity,
                price * quantity,
                random.nextBoolean() ? Side.BUY : Side.SELL);
    }

    private static Stamp stamp(long received, long latency) {
        return new Stamp(received - latency, received, Stamp.NO_SEQUENCE, Origin.LIVE);
    }
}
