package io.basiswatch.collector.venue.krakenspot;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.collector.venue.DecoderRun;
import io.basiswatch.collector.venue.Decoding;
import io.basiswatch.collector.venue.DocumentedFrames;
import io.basiswatch.model.DepthProfile;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Quote;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every real frame of Kraken's spot market that we have, through the decoder: how many, and what became of them. */
class KrakenSpotCapturesTest {
    private final DecoderRun run = new DecoderRun(new KrakenSpotFeed(), "");

    private static long instruments(List<? extends InstrumentEvent> events) {
        return events.stream().map(InstrumentEvent::instrument).distinct().count();
    }

    @Test
    void theFirstProtocolInTwentyTwentyOne() {
        // When: 4,269 changes of ten books, each with a checksum that a book with one wrong level would not match
        run.capture(Decoding.shared("kraken-spot", "cryptofeed-v1-2021-04-17.ndjson.gz"));

        // Then
        assertThat(run.table())
                .containsExactly(
                        "REST AssetPairs: 1 frames, 292 events, 0 unknown, 0 rejected",
                        "ack: 33 frames, 0 events, 0 unknown, 0 rejected",
                        "book: 4279 frames, 1171 events, 0 unknown, 0 rejected",
                        "heartbeat: 92 frames, 0 events, 0 unknown, 0 rejected",
                        "ticker: 18 frames, 10 events, 0 unknown, 0 rejected",
                        "trade: 8 frames, 10 events, 0 unknown, 0 rejected");
        assertThat(run.rejected()).isEmpty();
        assertThat(run.unknown()).isEmpty();
        assertThat(run.events(FeedGap.class)).isEmpty();
        assertThat(run.requests()).isEmpty();
        assertThat(instruments(run.events(DepthProfile.class))).isEqualTo(10);
        assertThat(run.events(DepthProfile.class)).hasSize(270);
        assertThat(run.events(Quote.class)).noneMatch(Quote::isCrossed);
    }

    /** Test-only data; the snapshot has fewer levels than its checksum is over. */
    @Test
    void theSecondProtocolInTwentyTwentySix() {
        // When
        Decoding.liveFrames("kraken-spot").forEach(frame -> {
            if (frame.startsWith("{\"error\":[]")) {
                run.answer("", frame);
            } else {
                run.push(frame);
            }
        });

        // Then
        assertThat(run.table())
                .containsExactly(
                        "REST OHLC: 1 frames, 0 events, 0 unknown, 0 rejected",
                        "REST Trades: 1 frames, 0 events, 0 unknown, 0 rejected",
                        "ack: 2 frames, 0 events, 0 unknown, 0 rejected",
                        "book: 2 frames, 0 events, 0 unknown, 0 rejected",
                        "ohlc: 1 frames, 0 events, 0 unknown, 0 rejected",
                        "status: 1 frames, 0 events, 0 unknown, 0 rejected",
                        "ticker: 1 frames, 1 events, 0 unknown, 0 rejected",
                        "trade: 1 frames, 1 events, 0 unknown, 0 rejected");
    }

    @Test
    void theMessagesOfOtherParsers() {
        // When
        Decoding.messages("kraken-spot").forEach(run::push);

        // Then: a change without the one before it does not match its checksum
        assertThat(run.table())
                .containsExactly(
                        "REST Depth: 1 frames, 0 events, 0 unknown, 0 rejected",
                        "book: 4 frames, 4 events, 0 unknown, 0 rejected",
                        "ohlc: 1 frames, 0 events, 0 unknown, 0 rejected",
                        "spread: 1 frames, 1 events, 0 unknown, 0 rejected",
                        "ticker: 1 frames, 0 events, 0 unknown, 0 rejected",
                        "trade: 1 frames, 1 events, 0 unknown, 0 rejected");
        assertThat(run.events(FeedGap.class)).hasSize(2);
    }

    @Test
    void theShapesOfTheDocumentation() {
        // When
        DocumentedFrames.run("kraken-spot", run);

        // Then
        assertThat(run.table())
                .containsExactly(
                        "REST AssetPairs: 1 frames, 2 events, 0 unknown, 0 rejected",
                        "REST Assets: 1 frames, 0 events, 0 unknown, 0 rejected",
                        "REST Depth: 1 frames, 0 events, 0 unknown, 0 rejected",
                        "REST OHLC: 1 frames, 0 events, 0 unknown, 0 rejected",
                        "REST Spread: 1 frames, 0 events, 0 unknown, 0 rejected",
                        "REST SystemStatus: 1 frames, 0 events, 0 unknown, 0 rejected",
                        "REST Ticker: 1 frames, 0 events, 0 unknown, 0 rejected",
                        "REST Trades: 1 frames, 0 events, 0 unknown, 0 rejected",
                        "ack: 7 frames, 0 events, 0 unknown, 0 rejected",
                        "book: 1 frames, 0 events, 0 unknown, 0 rejected",
                        "level3: 1 frames, 0 events, 0 unknown, 0 rejected",
                        "ohlc: 3 frames, 0 events, 0 unknown, 0 rejected",
                        "ticker: 1 frames, 1 events, 0 unknown, 0 rejected",
                        "trade: 1 frames, 1 events, 0 unknown, 0 rejected");
    }

    /** Answers and messages without any word of where they came from. */
    @ParameterizedTest
    @CsvSource({
        "example-assetpairs-data, REST AssetPairs, 75",
        "example-depth-data, REST Depth, 0",
        "example-ohlc-data, REST OHLC, 0",
        "example-ticker-data, REST Ticker, 0",
        "example-trades-data, REST Trades, 0",
        "orderBookMessageSnapshot, book, 2",
        "orderBookMessageUpdate00, book, 0",
        "orderBookMessageUpdate01, book, 0",
        "orderBookMessageUpdate02, book, 0",
        "ticker, ticker, 1",
        "trades, trade, 2"
    })
    void theFilesOfAnotherLibrary(String file, String stream, int events) throws IOException {
        // When
        run.push(Files.readString(Decoding.shared("kraken-spot", "xchange-" + file + ".json")));

        // Then
        assertThat(run.table()).containsExactly(stream + ": 1 frames, " + events + " events, 0 unknown, 0 rejected");
    }

    @Test
    void whatTheFramesHoldIsOffered() {
        // When
        run.capture(Decoding.shared("kraken-spot", "cryptofeed-v1-2021-04-17.ndjson.gz"));

        // Then
        assertThat(new KrakenSpotFeed().offers())
                .extracting(offer -> (Object) offer.event())
                .contains(run.events().stream()
                        .map(MarketEvent::getClass)
                        .distinct()
                        .toArray());
    }
}
