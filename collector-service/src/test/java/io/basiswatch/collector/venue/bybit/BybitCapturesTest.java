package io.basiswatch.collector.venue.bybit;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.collector.feed.Outcome;
import io.basiswatch.collector.venue.Decoding;
import io.basiswatch.collector.venue.TakerSides;
import io.basiswatch.collector.venue.TestBooks;
import io.basiswatch.model.FundingRate;
import io.basiswatch.model.Trade;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whole captures, where they lie beside the project. */
class BybitCapturesTest {
    private final Decoding decoding = Decoding.of(new BybitFeed(), "");

    @Test
    void decodesTheCaptureOfAugust2026() {
        // Given
        Path file = Decoding.shared("bybit", "cryptofeed-2026-08-09-sol-doge.ndjson.gz");
        TestBooks books = new TestBooks();
        TakerSides sides = new TakerSides();
        // When
        decoding.capture(file, (frame, news) -> {
            String topic = frame.at("/topic").asText();
            String symbol = topic.substring(topic.lastIndexOf('.') + 1);
            if (topic.startsWith("orderbook")) {
                boolean snapshot = frame.get("type").asText().equals("snapshot");
                books.apply(symbol, snapshot, frame.at("/data/b"), frame.at("/data/a"));
            }
            news.forEach(event -> {
                if (event instanceof Trade trade) {
                    books.count(symbol, trade, sides);
                }
            });
        });
        // Then
        assertThat(decoding.rejected()).isEmpty();
        assertThat(decoding.unknown()).isEmpty();
        assertThat(decoding.outcomes())
                .isEqualTo(Map.of(Outcome.EVENTS, 507, Outcome.UNUSED, 726, Outcome.CONTROL, 24));
        assertThat(decoding.kinds())
                .containsEntry("Trade", 248L)
                .containsEntry("Quote", 304L)
                .containsEntry("MarkPrice", 37L)
                .containsEntry("IndexPrice", 33L)
                .containsEntry("OpenInterest", 10L)
                .containsEntry("FundingRate", 3L)
                .containsEntry("DepthProfile", 86L)
                .doesNotContainKey("FeedGap");
        assertThat(sides).hasToString("buys 89 at ask, 0 at bid; sells 159 at bid, 0 at ask");
        assertThat(decoding.events(FundingRate.class))
                .allSatisfy(rate -> assertThat(rate.interval()).contains(Duration.ofHours(8)));
    }

    @Test
    void decodesTheBestBidsAndOffersOfJune2025() {
        // Given
        Path file = Decoding.shared("bybit", "cryptofeed-v5-2025-06-13.ndjson.gz");
        // When
        decoding.capture(file);
        // Then
        assertThat(decoding.rejected()).isEmpty();
        assertThat(decoding.unknown()).isEmpty();
        assertThat(decoding.outcomes()).isEqualTo(Map.of(Outcome.EVENTS, 337, Outcome.UNUSED, 1, Outcome.CONTROL, 10));
        assertThat(decoding.kinds()).isEqualTo(Map.of("Quote", 337L));
    }

    @Test
    void readsTheTradesOfTheRetiredProtocolOf2021() {
        // Given
        Path file = Decoding.shared("bybit", "cryptofeed-legacy-v2-2021-04-17.ndjson.gz");
        // When
        decoding.capture(file);
        // Then
        assertThat(decoding.rejected()).isEmpty();
        assertThat(decoding.unknown()).isEmpty();
        assertThat(decoding.outcomes())
                .isEqualTo(Map.of(Outcome.EVENTS, 142, Outcome.UNUSED, 4279, Outcome.CONTROL, 20));
        assertThat(decoding.kinds()).containsOnlyKeys("Trade");
    }
}
