package io.basiswatch.collector.venue.binance;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.collector.feed.Outcome;
import io.basiswatch.collector.feed.VenueFeed;
import io.basiswatch.collector.venue.Decoding;
import io.basiswatch.collector.venue.TakerSides;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Whole captures: every frame is decoded or explained, and the aggressor's side fits the quote just before.
 *
 * <p>On spot and USD-M the quotes overtake the trades, so sides are only likelier than not; COIN-M has no such race.
 */
class BinanceCapturesTest {
    private static Decoding fixture(VenueFeed feed, String file) {
        return Decoding.of(feed, "")
                .capture(Path.of(
                        "src", "test", "resources", "captures", feed.venue().id(), file));
    }

    @Test
    void everySpotFrameOfTheFixtureIsExplained() {
        // When
        Decoding decoded = fixture(new BinanceSpotFeed(), "hftbacktest-ethusdt-20240808-first2000.gz");

        // Then
        assertThat(decoded.rejected()).isEmpty();
        assertThat(decoded.outcomes()).isEqualTo(Map.of(Outcome.EVENTS, 1807, Outcome.UNUSED, 193));
        assertThat(decoded.kinds()).isEqualTo(Map.of("Quote", 1528L, "Trade", 279L));
    }

    @Test
    void everyUsdmFrameOfTheFixtureIsExplained() {
        // When
        Decoding decoded = fixture(new BinanceUsdmFeed(), "hftbacktest-ethusdt-20240808-first2000.gz");

        // Then
        assertThat(decoded.rejected()).isEmpty();
        assertThat(decoded.outcomes()).isEqualTo(Map.of(Outcome.EVENTS, 1827, Outcome.UNUSED, 173));
        assertThat(decoded.kinds()).isEqualTo(Map.of("Quote", 1580L, "Trade", 247L));
        assertThat(TakerSides.of(decoded.events()))
                .hasToString("buys 148 at ask, 10 at bid; sells 60 at bid, 8 at ask");
    }

    @Test
    void everyCoinmFrameOfTheFixtureIsExplained() {
        // When
        Decoding decoded = fixture(new BinanceCoinmFeed(), "hftbacktest-ethusd_perp-20240808-first2000.gz");

        // Then
        assertThat(decoded.rejected()).isEmpty();
        assertThat(decoded.outcomes()).isEqualTo(Map.of(Outcome.EVENTS, 843, Outcome.UNUSED, 1157));
        assertThat(decoded.kinds()).isEqualTo(Map.of("Quote", 813L, "Trade", 30L));
        assertThat(TakerSides.of(decoded.events())).hasToString("buys 16 at ask, 0 at bid; sells 14 at bid, 0 at ask");
    }

    @Test
    void everyFrameOfTheWholeCapturesIsExplained() {
        check(new BinanceSpotFeed(), "hftbacktest-ethusdt-20240808.gz", Map.of("Quote", 24077L, "Trade", 6106L));
        check(new BinanceUsdmFeed(), "hftbacktest-ethusdt-20240808.gz", Map.of("Quote", 53992L, "Trade", 14076L));
        check(new BinanceCoinmFeed(), "hftbacktest-ethusd_perp-20240808.gz", Map.of("Quote", 15812L, "Trade", 1732L));
        check(
                new BinanceSpotFeed(),
                "cryptofeed-2021-10-12.ndjson.gz",
                Map.of("InstrumentListed", 1262L, "Quote", 84L, "Trade", 2L));
        check(
                new BinanceUsdmFeed(),
                "cryptofeed-2021-07-22.ndjson.gz",
                Map.of("InstrumentListed", 121L, "Quote", 613L, "Trade", 91L));
        check(
                new BinanceCoinmFeed(),
                "cryptofeed-2021-07-22.ndjson.gz",
                Map.of("InstrumentListed", 36L, "Quote", 2240L, "Trade", 51L));
    }

    private static void check(VenueFeed feed, String file, Map<String, Long> kinds) {
        Path path = Decoding.shared(feed.venue().id(), file);
        Decoding decoded = Decoding.of(feed, "").capture(path);
        assertThat(decoded.rejected()).isEmpty();
        assertThat(decoded.unknown()).isEmpty();
        assertThat(decoded.kinds()).isEqualTo(kinds);
    }
}
