package io.basiswatch.collector.venue.okx;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.collector.venue.DecoderRun;
import io.basiswatch.collector.venue.Decoding;
import io.basiswatch.collector.venue.Fixtures;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.InstrumentEvent;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every frame of every file that there is of OKX, stream by stream. What is unknown or refused is explained. */
class OkxCapturesTest {
    private static final String SOCKET = "wss://ws.okx.com:8443/ws/v5/public";
    private static final String REST = "https://www.okx.com";

    private final DecoderRun run = new DecoderRun(new OkxFeed(), SOCKET);

    /** What came out is what the feed says that it collects; a gap is our own. */
    private void assertOffered() {
        Set<Class<?>> offered = new OkxFeed()
                .offers().stream().map(offer -> (Class<?>) offer.event()).collect(Collectors.toSet());
        assertThat(run.events())
                .filteredOn(event -> event instanceof InstrumentEvent && !(event instanceof FeedGap))
                .allSatisfy(event -> assertThat(offered).contains(event.getClass()));
    }

    @Test
    void decodesTheCaptureOfMay2022() {
        // When
        run.capture(Decoding.shared("okx", "cryptofeed-2022-05-13.ndjson.gz"));
        // Then
        assertThat(run.table())
                .containsExactly(
                        "REST instruments: 25 frames, 3915 events, 0 unknown, 0 rejected",
                        "ack: 18 frames, 0 events, 0 unknown, 0 rejected",
                        "books: 290 frames, 36 events, 0 unknown, 0 rejected",
                        "tickers: 28 frames, 28 events, 0 unknown, 0 rejected",
                        "trades: 74 frames, 74 events, 0 unknown, 0 rejected");
        assertThat(run.events(FeedGap.class)).isEmpty();
        assertThat(run.requests()).isEmpty();
        assertOffered();
    }

    @Test
    void decodesTheFramesOf2026() {
        // When
        Decoding.liveFrames("okx").forEach(run::push);
        // Then
        assertThat(run.table())
                .containsExactly(
                        "books: 2 frames, 2 events, 0 unknown, 0 rejected",
                        "trades: 1 frames, 0 events, 1 unknown, 0 rejected");
        assertOffered();
    }

    @Test
    void decodesTheMessagesOf2020To2023() {
        // When
        Decoding.messages("okx").forEach(run::push);
        // Then
        assertThat(run.table())
                .containsExactly(
                        "REST books: 6 frames, 0 events, 0 unknown, 0 rejected",
                        "REST open-interest: 6 frames, 2 events, 3 unknown, 0 rejected",
                        "bbo-tbt: 6 frames, 3 events, 2 unknown, 0 rejected",
                        "books-l2-tbt: 5 frames, 0 events, 0 unknown, 0 rejected",
                        "books5: 6 frames, 3 events, 2 unknown, 0 rejected",
                        "candle: 6 frames, 0 events, 0 unknown, 0 rejected",
                        "funding-rate: 2 frames, 2 events, 0 unknown, 0 rejected",
                        "tickers: 6 frames, 0 events, 2 unknown, 0 rejected",
                        "trades: 6 frames, 3 events, 2 unknown, 0 rejected",
                        "v3: 1 frames, 0 events, 0 unknown, 0 rejected");
        assertThat(run.rejected()).isEmpty();
        assertThat(run.unknown())
                .as("contracts whose size and expiry only the instruments tell")
                .allSatisfy(frame -> assertThat(frame).containsPattern("-SWAP\"|-USDT?-\\d{6}\""));
        assertOffered();
    }

    @Test
    void decodesTheShapesOfTheDocumentation() {
        // When
        Fixtures.jkorf(run, "okx", REST, path -> SOCKET);
        // Then
        assertThat(run.table())
                .containsExactly(
                        "REST block-tickers: 1 frames, 0 events, 0 unknown, 0 rejected",
                        "REST books: 1 frames, 0 events, 0 unknown, 0 rejected",
                        "REST candle: 3 frames, 0 events, 0 unknown, 0 rejected",
                        "REST estimated-price: 1 frames, 0 events, 0 unknown, 0 rejected",
                        "REST funding-rate: 1 frames, 1 events, 0 unknown, 0 rejected",
                        "REST funding-rate-history: 1 frames, 1 events, 0 unknown, 0 rejected",
                        "REST history-candles: 1 frames, 0 events, 0 unknown, 0 rejected",
                        "REST history-trades: 1 frames, 0 events, 0 unknown, 0 rejected",
                        "REST index-tickers: 1 frames, 1 events, 0 unknown, 0 rejected",
                        "REST instruments: 1 frames, 1 events, 0 unknown, 0 rejected",
                        "REST mark-price: 1 frames, 1 events, 0 unknown, 0 rejected",
                        "REST open-interest: 1 frames, 1 events, 0 unknown, 0 rejected",
                        "REST opt-summary: 1 frames, 0 events, 0 unknown, 0 rejected",
                        "REST other: 26 frames, 0 events, 0 unknown, 0 rejected",
                        "REST price-limit: 1 frames, 0 events, 0 unknown, 0 rejected",
                        "REST ticker: 1 frames, 1 events, 0 unknown, 0 rejected",
                        "REST tickers: 1 frames, 1 events, 0 unknown, 0 rejected",
                        "REST trades: 1 frames, 2 events, 0 unknown, 0 rejected",
                        "ack: 17 frames, 0 events, 0 unknown, 0 rejected",
                        "books: 1 frames, 0 events, 0 unknown, 0 rejected",
                        "candle: 5 frames, 0 events, 0 unknown, 0 rejected",
                        "estimated-price: 1 frames, 0 events, 0 unknown, 0 rejected",
                        "funding-rate: 1 frames, 1 events, 0 unknown, 0 rejected",
                        "index-tickers: 1 frames, 1 events, 0 unknown, 0 rejected",
                        "instruments: 1 frames, 1 events, 0 unknown, 0 rejected",
                        "mark-price: 1 frames, 0 events, 1 unknown, 0 rejected",
                        "open-interest: 1 frames, 0 events, 1 unknown, 0 rejected",
                        "opt-summary: 1 frames, 0 events, 0 unknown, 0 rejected",
                        "price-limit: 1 frames, 0 events, 0 unknown, 0 rejected",
                        "status: 1 frames, 0 events, 0 unknown, 0 rejected",
                        "tickers: 1 frames, 1 events, 0 unknown, 0 rejected",
                        "trades: 1 frames, 1 events, 0 unknown, 0 rejected");
        assertThat(run.rejected()).isEmpty();
        assertThat(run.unknown())
                .as("contracts whose size and expiry only the instruments tell")
                .hasSize(2)
                .allSatisfy(frame -> assertThat(frame).containsPattern("LTC-USD-(SWAP|190628)\""));
        assertOffered();
    }
}
