package io.basiswatch.model.wire;

import io.basiswatch.model.BookDelta;
import io.basiswatch.model.BookSnapshot;
import io.basiswatch.model.Candle;
import io.basiswatch.model.ChainFlow;
import io.basiswatch.model.ClockTick;
import io.basiswatch.model.DepthProfile;
import io.basiswatch.model.ExchangeReserve;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.FundingRate;
import io.basiswatch.model.GapFilled;
import io.basiswatch.model.IndexPrice;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentDelisted;
import io.basiswatch.model.InstrumentListed;
import io.basiswatch.model.Levels;
import io.basiswatch.model.Liquidation;
import io.basiswatch.model.LongShortRatio;
import io.basiswatch.model.MarkPrice;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.OpenInterest;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Side;
import io.basiswatch.model.Stamp;
import io.basiswatch.model.Trade;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** One event of every kind, with every field set; a candle also without what not every venue tells. */
final class SampleEvents {
    private static final Instrument PERPETUAL = Instrument.parse("binance-usdm:ETH-USDT-PERP");
    private static final Instrument INVERSE = Instrument.parse("binance-coinm:BTC-USD-20211231T0800Z");
    private static final Instrument INDEX = Instrument.parse("binance-coinm:BTC-USD-INDEX");
    private static final Stamp STAMP =
            new Stamp(1_723_161_256_560_000L, 1_723_161_255_290_656L, 4_308_068_523L, Origin.LIVE);
    private static final Stamp UNNUMBERED =
            new Stamp(1_723_161_256_000_000L, 1_723_161_256_000_123L, Stamp.NO_SEQUENCE, Origin.BACKFILL);

    private SampleEvents() {}

    /** By the name of their golden file. */
    static Map<String, MarketEvent> all() {
        Map<String, MarketEvent> events = new LinkedHashMap<>();
        events.put("quote", new Quote(PERPETUAL, STAMP, 2681.62, 1.165, 2681.63, 73.077));
        events.put("trade", new Trade(PERPETUAL, STAMP, "4308068523", 2681.62, 1.0, 2681.62, Side.SELL));
        events.put("mark_price", new MarkPrice(PERPETUAL, UNNUMBERED, 2681.5));
        events.put("index_price", new IndexPrice(INDEX, UNNUMBERED, 32_100.25));
        events.put("funding_rate", funding());
        events.put("open_interest", new OpenInterest(INVERSE, UNNUMBERED, 7_698.25, 247_092_700));
        events.put("liquidation", liquidation());
        events.put("candle", candle());
        events.put("candle_without_notional", candleWithoutNotional());
        events.put("depth_profile", depth());
        events.put("book_snapshot", new BookSnapshot(PERPETUAL, STAMP, levels(2681.62, 16.969), levels(2681.63, 0)));
        events.put("book_delta", new BookDelta(PERPETUAL, STAMP, 17, 16, levels(2681.6, 0.015), Levels.NONE));
        events.put("instrument_listed", new InstrumentListed(INVERSE, UNNUMBERED, "BTCUSD_211231", 100));
        events.put("instrument_delisted", new InstrumentDelisted(INVERSE, UNNUMBERED, "BTCUSD_211231"));
        events.put("feed_gap", gap());
        events.put("feed_gap_in_depth", depthGap());
        events.put(
                "gap_filled",
                new GapFilled(
                        PERPETUAL,
                        UNNUMBERED,
                        "trade",
                        1_723_161_250_000_000L,
                        1_723_161_253_500_000L,
                        FeedGap.Scope.TRADES));
        events.put("chain_flow", flow());
        events.put("clock_tick", new ClockTick("ETH", UNNUMBERED));
        events.put(
                "long_short_ratio",
                new LongShortRatio(PERPETUAL, UNNUMBERED, LongShortRatio.Kind.TOP_POSITIONS, 1.81, 0.6441, 0.3559));
        events.put("exchange_reserve", new ExchangeReserve("BTC", UNNUMBERED, "binance", 582_345.25));
        return events;
    }

    private static Levels levels(double price, double quantity) {
        return new Levels(new double[] {price, price + 1}, new double[] {quantity, 2.5});
    }

    private static FundingRate funding() {
        return new FundingRate(
                PERPETUAL,
                UNNUMBERED,
                FundingRate.Kind.PREDICTED,
                -0.0001,
                Optional.of(Duration.ofHours(8)),
                1_723_190_400_000_000L);
    }

    private static Liquidation liquidation() {
        return new Liquidation(
                PERPETUAL,
                STAMP,
                2_650.1,
                12.5,
                33_126.25,
                Liquidation.Position.LONG,
                Liquidation.Completeness.LOWER_BOUND);
    }

    private static Candle candle() {
        return new Candle(
                PERPETUAL,
                UNNUMBERED,
                1_723_161_240_000_000L,
                1_723_161_300_000_000L,
                2680,
                2690.5,
                2679.25,
                2681,
                120.5,
                OptionalDouble.of(323_000),
                OptionalDouble.of(60.25),
                OptionalDouble.of(161_500));
    }

    private static Candle candleWithoutNotional() {
        return new Candle(
                PERPETUAL,
                UNNUMBERED,
                1_723_161_240_000_000L,
                1_723_161_300_000_000L,
                2680,
                2690.5,
                2679.25,
                2681,
                120.5,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty());
    }

    private static DepthProfile depth() {
        return new DepthProfile(
                PERPETUAL,
                UNNUMBERED,
                2681.625,
                0.037,
                List.of(new DepthProfile.Band(0.1, 100_000, 110_000), new DepthProfile.Band(0.5, 400_000, 390_000)),
                List.of(new DepthProfile.Slippage(100_000, 0.5, 0.6)));
    }

    private static FeedGap gap() {
        return new FeedGap(PERPETUAL, UNNUMBERED, "bookTicker", 1_723_161_250_000_000L, "connection lost: reset");
    }

    private static FeedGap depthGap() {
        return new FeedGap(
                PERPETUAL, STAMP, "depth", 1_723_161_250_000_000L, "after update 5 came 7", FeedGap.Scope.DEPTH);
    }

    private static ChainFlow flow() {
        return new ChainFlow("BTC", UNNUMBERED, "binance", ChainFlow.Direction.IN_HOUSE, 464.5, "4a5e1e4b");
    }
}
