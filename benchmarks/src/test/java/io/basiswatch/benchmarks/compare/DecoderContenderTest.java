package io.basiswatch.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.benchmarks.compare.round.Contender;
import io.basiswatch.benchmarks.compare.round.RawFrame;
import io.basiswatch.benchmarks.compare.round.Tally;
import io.basiswatch.collector.feed.VenueFeed;
import io.basiswatch.collector.feed.VenueFeeds;
import io.basiswatch.model.Venue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecoderContenderTest {
    private static final Path CAPTURE = Path.of("../local-stack/captures/binance-usdm/ethusdt-20240808.gz");

    @Test
    void everyPassOverTheShippedCaptureGivesTheSameTradesQuotesAndBooks() throws IOException {
        // Given
        List<RawFrame> frames = FrameSource.read(CAPTURE);
        VenueFeed feed = VenueFeeds.of(Venue.of("binance-usdm")).orElseThrow();
        DecoderContender contender = new DecoderContender(feed, frames);

        // When
        Tally first = pass(contender, frames.size());
        Tally second = pass(contender, frames.size());

        // Then
        assertThat(first.trades()).isEqualTo(14_076);
        assertThat(first.quotes()).isEqualTo(53_992);
        assertThat(first.books()).isEqualTo(6_586);
        assertThat(first.refused()).isZero();
        assertThat(second).isEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"depth", "books", "orderbook.200", "orderBookL2", "l2update", "l2_data", "level2", "snapshot"})
    void theVenuesWordsForABookAreKnown(String stream) {
        assertThat(DecoderContender.isOfBook(stream)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bookTicker", "tickers", "trade", "REST exchangeInfo", ""})
    void otherStreamsAreNotTakenForABook(String stream) {
        assertThat(DecoderContender.isOfBook(stream)).isFalse();
    }

    private static Tally pass(Contender contender, int frames) {
        Contender.Pass pass = contender.start();
        for (int i = 0; i < frames; i++) {
            pass.read(i);
        }
        return pass.tally();
    }
}
