package io.basiswatch.collector.venue.binance;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.collector.feed.VenueFeed;
import io.basiswatch.collector.venue.Decoding;
import io.basiswatch.collector.venue.TakerSides;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Whole files of frames: every frame is decoded or explained, and the aggressor's side fits the quote just before.
 *
 * <p>On spot and USD-M the quotes overtake the trades, so sides are only likelier than not; COIN-M has no such race.
 */
class BinanceCapturesTest {
    private static final VenueFeed SPOT = new BinanceSpotFeed();
    private static final VenueFeed USDM = new BinanceUsdmFeed();
    private static final VenueFeed COINM = new BinanceCoinmFeed();

    private static Decoded shipped(VenueFeed feed, String file) {
        return new Decoded(feed)
                .takeAll(BinanceFrames.of(
                        BinanceFrames.SHIPPED.resolve(feed.venue().id()).resolve(file)));
    }

    private static Decoded shared(VenueFeed feed, String file) {
        return new Decoded(feed)
                .takeAll(BinanceFrames.of(Decoding.shared(feed.venue().id(), file)));
    }

    private static void check(Decoded decoded, String outcomes, String kinds) {
        assertThat(decoded.outcomes()).isEqualTo(outcomes);
        assertThat(decoded.kinds()).isEqualTo(kinds);
    }

    @Test
    void everyShippedFrameIsDecodedOrExplained() {
        check(
                shipped(SPOT, "hftbacktest-ethusdt-20240808-first2000.gz"),
                "2000 frames: 1827 events, 173 control, 0 unused, 0 unknown, 0 rejected",
                "DepthProfile 20, Quote 1528, Trade 279");
        check(
                shipped(SPOT, "crypto-msg-parser.ndjson"),
                "8 frames: 2 events, 2 control, 4 unused, 0 unknown, 0 rejected",
                "Quote 1, Trade 1");
        check(
                shipped(USDM, "hftbacktest-ethusdt-20240808-first2000.gz"),
                "2000 frames: 1836 events, 164 control, 0 unused, 0 unknown, 0 rejected",
                "DepthProfile 9, Quote 1580, Trade 247");
        check(
                shipped(COINM, "hftbacktest-ethusd_perp-20240808-first2000.gz"),
                "2000 frames: 859 events, 1141 control, 0 unused, 0 unknown, 0 rejected",
                "DepthProfile 16, Quote 813, Trade 30");
    }

    @Test
    void whatIsUnknownOfOtherProjectsMessagesIsDatedWithoutTermsOrOfOtherProducts() {
        // When
        Decoded usdm = shipped(USDM, "crypto-msg-parser.ndjson");
        Decoded coinm = shipped(COINM, "crypto-msg-parser.ndjson");
        Decoded spotExamples = shipped(SPOT, "jkorf-fixtures.ndjson");
        Decoded linearExamples = shipped(USDM, "jkorf-fixtures.ndjson");
        Decoded inverseExamples = shipped(COINM, "jkorf-fixtures.ndjson");

        // Then
        check(
                usdm,
                "20 frames: 6 events, 3 control, 7 unused, 4 unknown, 0 rejected",
                "FundingRate 3, IndexPrice 3, MarkPrice 3, OpenInterest 1, Quote 2, Trade 1");
        assertThat(usdm.unknown).allMatch(frame -> frame.contains("USDT_2"));
        check(
                coinm,
                "21 frames: 6 events, 2 control, 9 unused, 4 unknown, 0 rejected",
                "FundingRate 3, MarkPrice 3, OpenInterest 1, Quote 2, Trade 1");
        assertThat(coinm.unknown).allMatch(frame -> frame.contains("USD_2"));
        check(
                spotExamples,
                "38 frames: 3 events, 10 control, 20 unused, 5 unknown, 0 rejected",
                "InstrumentListed 1, Quote 1, Trade 1");
        assertThat(spotExamples.unknown)
                .allMatch(frame -> frame.contains("/sapi/") || frame.contains("/referencePrice/calculation"));
        check(
                linearExamples,
                "54 frames: 9 events, 16 control, 29 unused, 0 unknown, 0 rejected",
                "FundingRate 4, IndexPrice 2, InstrumentListed 1, Liquidation 1, MarkPrice 2, OpenInterest 3, Quote 1,"
                        + " Trade 1");
        check(
                inverseExamples,
                "26 frames: 3 events, 2 control, 18 unused, 3 unknown, 0 rejected",
                "FundingRate 3, IndexPrice 2, InstrumentListed 1, MarkPrice 2");
        assertThat(inverseExamples.unknown)
                .allMatch(frame -> frame.contains("BTCUSD_200626") || frame.contains("@kline"));
    }

    @Test
    void ofRecordedAnswersOnlyRefusalsAreUnknown() {
        // When
        Decoded spot = shared(SPOT, "gocryptotrader-rest.ndjson.gz");
        Decoded linear = shared(USDM, "gocryptotrader-rest.ndjson.gz");
        Decoded inverse = shared(COINM, "gocryptotrader-rest.ndjson.gz");

        // Then
        check(
                spot,
                "50 frames: 15 events, 0 control, 35 unused, 0 unknown, 0 rejected",
                "Candle 3348, InstrumentListed 12, Trade 1012");
        check(
                linear,
                "43 frames: 16 events, 0 control, 26 unused, 1 unknown, 0 rejected",
                "Candle 127, FundingRate 109, IndexPrice 6, InstrumentListed 25, LongShortRatio 30, MarkPrice 6,"
                        + " OpenInterest 21, Trade 10");
        check(
                inverse,
                "45 frames: 8 events, 0 control, 34 unused, 3 unknown, 0 rejected",
                "Candle 6, FundingRate 10, IndexPrice 5, InstrumentListed 24, MarkPrice 5, Trade 11");
        assertThat(List.of(linear.unknown, inverse.unknown))
                .allSatisfy(unknown -> assertThat(unknown).allMatch(frame -> frame.contains("{\"code\":-")));
    }

    @Test
    void everyFrameOfTheSpotCapturesIsDecoded() {
        check(
                shared(SPOT, "hftbacktest-ethusdt-20240808.gz"),
                "33618 frames: 30529 events, 3089 control, 0 unused, 0 unknown, 0 rejected",
                "DepthProfile 346, Quote 24077, Trade 6106");
        check(
                shared(SPOT, "cryptofeed-2021-10-12.ndjson.gz"),
                "270 frames: 136 events, 132 control, 2 unused, 0 unknown, 0 rejected",
                "DepthProfile 49, InstrumentListed 1262, Quote 84, Trade 2");
    }

    @Test
    void everyFrameOfTheUsdmCapturesIsDecoded() {
        check(
                shared(USDM, "hftbacktest-ethusdt-20240808.gz"),
                "74655 frames: 68413 events, 6242 control, 0 unused, 0 unknown, 0 rejected",
                "DepthProfile 345, Quote 53992, Trade 14076");
        check(
                shared(USDM, "cryptofeed-2021-07-22.ndjson.gz"),
                "1540 frames: 829 events, 648 control, 63 unused, 0 unknown, 0 rejected",
                "Candle 4, DepthProfile 120, InstrumentListed 121, Quote 613, Trade 91");
        check(
                shared(USDM, "live-frames-2026.ndjson"),
                "6 frames: 4 events, 1 control, 1 unused, 0 unknown, 0 rejected",
                "FundingRate 1, IndexPrice 1, Liquidation 2, MarkPrice 1, Quote 1");
    }

    @Test
    void everyFrameOfTheCoinmCapturesIsDecoded() {
        check(
                shared(COINM, "hftbacktest-ethusd_perp-20240808.gz"),
                "40454 frames: 17888 events, 22566 control, 0 unused, 0 unknown, 0 rejected",
                "DepthProfile 344, Quote 15812, Trade 1732");
        check(
                shared(COINM, "cryptofeed-2021-07-22.ndjson.gz"),
                "4382 frames: 2550 events, 1799 control, 33 unused, 0 unknown, 0 rejected",
                "DepthProfile 258, InstrumentListed 36, Quote 2240, Trade 51");
    }

    @Test
    void theTakersSideFitsTheQuoteJustBefore() {
        // When
        Decoded usdm = shipped(USDM, "hftbacktest-ethusdt-20240808-first2000.gz");
        Decoded coinm = shipped(COINM, "hftbacktest-ethusd_perp-20240808-first2000.gz");

        // Then
        assertThat(TakerSides.of(usdm.events)).hasToString("buys 148 at ask, 10 at bid; sells 60 at bid, 8 at ask");
        assertThat(TakerSides.of(coinm.events)).hasToString("buys 16 at ask, 0 at bid; sells 14 at bid, 0 at ask");
    }

    @Test
    void streamsAreNamedInFewWords() {
        // When
        Decoded usdm = shipped(USDM, "hftbacktest-ethusdt-20240808-first2000.gz");

        // Then
        assertThat(usdm.streams).isEqualTo(Map.of("REST depth", 1, "bookTicker", 1580, "depth", 172, "trade", 247));
    }
}
