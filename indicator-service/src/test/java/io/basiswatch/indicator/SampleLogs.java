package io.basiswatch.indicator;

import io.basiswatch.model.Candle;
import io.basiswatch.model.ClockTick;
import io.basiswatch.model.DepthProfile;
import io.basiswatch.model.FundingRate;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.Liquidation;
import io.basiswatch.model.MarkPrice;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.OpenInterest;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Side;
import io.basiswatch.model.Stamp;
import io.basiswatch.model.Trade;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** Logs in which every indicator has something to say. */
final class SampleLogs {
    private static final long SECOND = Resolution.SECOND.micros();
    private static final long DAY = Resolution.DAY.micros();
    /** How far apart the events of one instrument are: within the age up to which they are used. */
    private static final int STEP = 15;

    private static final List<Instrument> INSTRUMENTS = Stream.of(
                    "binance-spot:BTC-USDT",
                    "okx:BTC-USDT",
                    "bybit:BTC-USDT",
                    "coinbase:BTC-USD",
                    "kraken-spot:BTC-USD",
                    "bitstamp:BTC-USD",
                    "kraken-spot:USDT-USD",
                    "coinbase:USDT-USD",
                    "bitstamp:USDT-USD",
                    "binance-usdm:BTC-USDT-PERP",
                    "okx:BTC-USDT-PERP",
                    "bybit:BTC-USDT-PERP",
                    "binance-coinm:BTC-USD-PERP",
                    "deribit:BTC-USD-PERP",
                    "binance-coinm:BTC-USD-20260327T0800Z",
                    "binance-coinm:BTC-USD-20260626T0800Z",
                    "deribit:BTC-USD-20260327T0800Z",
                    "deribit:BTC-USD-20260626T0800Z",
                    "deribit:BTC-USD-20261225T0800Z",
                    "binance-usdm:BTC-USDT-20260327T0800Z",
                    "binance-usdm:BTC-USDT-20260626T0800Z")
            .map(Instrument::parse)
            .toList();

    private final Random random = new Random(5);
    private final List<MarketEvent> events = new ArrayList<>();

    private SampleLogs() {}

    /** A quarter of an hour with silences, gaps, late trades and crossed books; every second one goes over midnight. */
    static List<MarketEvent> everythingThatGoesWrong(long seed) {
        return everythingThatGoesWrong(seed, 900);
    }

    /** The same of any length. */
    static List<MarketEvent> everythingThatGoesWrong(long seed, int seconds) {
        SeldomEvents seldom = new SeldomEvents(seed);
        long start = Market.START + (seed % 2 == 0 ? 0 : DAY - seconds / 2 * SECOND);
        return RandomLog.events(seed, start, seconds).stream()
                .flatMap(event -> event instanceof InstrumentEvent about
                        ? Stream.concat(Stream.of(event), seldom.after(about).stream())
                        : Stream.of(event))
                .toList();
    }

    /** Days of which the minutes around midnight and noon were heard, of all kinds of instruments. */
    static List<MarketEvent> days() {
        SampleLogs log = new SampleLogs();
        for (int day = 0; day < 4; day++) {
            log.heard(Market.START + day * DAY, 120);
            log.heard(Market.START + day * DAY + DAY / 2, 300);
            log.heard(Market.START + day * DAY + DAY - 120 * SECOND, 120);
        }
        log.events.add(new ClockTick("BTC", stamp(Market.START + 4 * DAY + SECOND)));
        return log.events;
    }

    private void heard(long from, int seconds) {
        for (int second = 1; second < seconds; second++) {
            long time = from + second * SECOND;
            for (int i = 0; i < INSTRUMENTS.size(); i++) {
                if ((second + i) % STEP == 0) {
                    tell(INSTRUMENTS.get(i), time + i * 1_000L);
                }
            }
            events.add(new ClockTick("BTC", stamp(time + SECOND / 2)));
        }
    }

    private void tell(Instrument instrument, long time) {
        boolean isCoin = instrument.base().equals("USDT");
        double price = (isCoin ? 1 : 50_000) * (1 + random.nextGaussian() / 2_000);
        double half = price / 1e5;
        events.add(new Quote(instrument, stamp(time), price - half, 1, price + half, 2));
        if (isCoin) {
            return;
        }
        if (instrument.isSpot()) {
            events.add(depth(instrument, time + 1, price));
            return;
        }
        events.add(new MarkPrice(instrument, stamp(time + 1), price));
        events.add(new OpenInterest(instrument, stamp(time + 2), 1_000 + random.nextInt(500), 50_000_000));
        if (instrument.isPerpetual()) {
            ofPerpetual(instrument, time + 3, price);
        }
    }

    private void ofPerpetual(Instrument instrument, long time, double price) {
        double quantity = random.nextInt(1, 1_000) / 1e3;
        Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        String id = Long.toString(time);
        events.add(new Trade(instrument, stamp(time), id, price, quantity, price * quantity, side));
        FundingRate.Kind kind = random.nextInt(4) == 0 ? FundingRate.Kind.SETTLED : FundingRate.Kind.PREDICTED;
        Optional<Duration> interval = Optional.of(Duration.ofHours(random.nextBoolean() ? 8 : 4));
        events.add(new FundingRate(
                instrument, stamp(time + 1), kind, random.nextGaussian() / 1e4, interval, time + 3_600 * SECOND));
        Liquidation.Position position = random.nextBoolean() ? Liquidation.Position.LONG : Liquidation.Position.SHORT;
        events.add(new Liquidation(
                instrument,
                stamp(time + 2),
                price,
                quantity,
                price * quantity,
                position,
                Liquidation.Completeness.COMPLETE));
        events.add(depth(instrument, time + 3, price));
    }

    private DepthProfile depth(Instrument instrument, long time, double price) {
        List<DepthProfile.Band> bands = Stream.of(0.1, 0.5, 1.0, 2.0)
                .map(percent -> new DepthProfile.Band(percent, 1 + random.nextInt(9_000), 1 + random.nextInt(9_000)))
                .toList();
        List<DepthProfile.Slippage> slippages = Stream.of(100_000.0, 1_000_000.0)
                .map(notional -> new DepthProfile.Slippage(notional, random.nextDouble(), random.nextDouble()))
                .toList();
        return new DepthProfile(instrument, stamp(time), price, random.nextDouble(), bands, slippages);
    }

    private static Stamp stamp(long time) {
        return new Stamp(time, time, Stamp.NO_SEQUENCE, Origin.REPLAY);
    }

    /** Candles of four months of days, and of hours and minutes in no order; some come again, with other numbers. */
    static List<Candle> candles() {
        Random random = new Random(6);
        List<Candle> candles = new ArrayList<>();
        long received = CandleBuilder.IMPORTED;
        for (Resolution resolution : List.of(Resolution.HOUR, Resolution.DAY, Resolution.MINUTE)) {
            int count = resolution == Resolution.DAY ? 130 : 30;
            for (int i = 0; i < count + 20; i++) {
                // A day that comes late makes all days after it again: of these only the last ones do.
                int late = resolution == Resolution.DAY ? 2 * count - 1 - i : i - count;
                int place = i >= count ? late : resolution == Resolution.DAY ? i : i * 7 % count;
                for (String market : List.of(
                        "binance-usdm:BTC-USDT-PERP",
                        "binance-spot:BTC-USDT",
                        "kraken-futures:BTC-USD-PERP",
                        "kraken-spot:BTC-USD",
                        "coinbase:BTC-USD",
                        "binance-coinm:BTC-USD-PERP")) {
                    double notional = random.nextInt(20) == 0 ? 0 : 1 + random.nextInt(100_000);
                    candles.add(CandleBuilder.of(market)
                            .open(Market.START - 200 * DAY + place * resolution.micros())
                            .length(resolution.micros())
                            .received(received += 1_000)
                            .close(100 + random.nextGaussian())
                            .traded(notional, Math.floor(notional * random.nextDouble()))
                            .build());
                }
            }
        }
        return candles;
    }
}
