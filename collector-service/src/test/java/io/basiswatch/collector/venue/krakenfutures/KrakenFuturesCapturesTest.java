package io.basiswatch.collector.venue.krakenfutures;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.collector.venue.DecoderRun;
import io.basiswatch.collector.venue.Decoding;
import io.basiswatch.collector.venue.DocumentedFrames;
import io.basiswatch.model.DepthProfile;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Quote;
import org.junit.jupiter.api.Test;

/** Every real frame of Kraken Futures that we have, through the decoder: how many, and what became of them. */
class KrakenFuturesCapturesTest {
    private final DecoderRun run = new DecoderRun(new KrakenFuturesFeed(), "wss://futures.kraken.com/ws/v1");

    @Test
    void theInverseContractsOfTwentyTwentyOne() {
        // When: 7,014 changes of ten books, numbered without a hole
        run.capture(Decoding.shared("kraken-futures", "cryptofeed-2021-07-22.ndjson.gz"));

        // Then
        assertThat(run.table())
                .containsExactly(
                        "REST instruments: 1 frames, 17 events, 0 unknown, 0 rejected",
                        "ack: 31 frames, 0 events, 0 unknown, 0 rejected",
                        "book: 7014 frames, 701 events, 0 unknown, 0 rejected",
                        "book_snapshot: 10 frames, 20 events, 0 unknown, 0 rejected",
                        "ticker_lite: 107 frames, 0 events, 0 unknown, 0 rejected",
                        "trade: 3 frames, 3 events, 0 unknown, 0 rejected",
                        "trade_snapshot: 10 frames, 1000 events, 0 unknown, 0 rejected");
        assertThat(run.rejected()).isEmpty();
        assertThat(run.unknown()).isEmpty();
        assertThat(run.events(FeedGap.class)).isEmpty();
        assertThat(run.requests()).isEmpty();
        assertThat(run.events(DepthProfile.class).stream()
                        .map(InstrumentEvent::instrument)
                        .distinct())
                .hasSize(10);
        assertThat(run.events(Quote.class)).noneMatch(Quote::isCrossed);
    }

    /** Test-only data; the book's change is not the one after its snapshot, and two answers are errors. */
    @Test
    void theFramesOfTwentyTwentySix() {
        // When
        Decoding.liveFrames("kraken-futures").forEach(frame -> {
            if (frame.contains("\"feed\"") || frame.contains("\"event\"")) {
                run.push(frame);
            } else {
                run.answer("", frame);
            }
        });

        // Then
        assertThat(run.table())
                .containsExactly(
                        "REST: 2 frames, 0 events, 0 unknown, 2 rejected",
                        "REST charts: 1 frames, 0 events, 0 unknown, 0 rejected",
                        "REST historicalfundingrates: 1 frames, 0 events, 0 unknown, 0 rejected",
                        "REST instruments: 1 frames, 4 events, 0 unknown, 0 rejected",
                        "ack: 3 frames, 0 events, 0 unknown, 0 rejected",
                        "book: 1 frames, 2 events, 0 unknown, 0 rejected",
                        "book_snapshot: 1 frames, 2 events, 0 unknown, 0 rejected",
                        "ticker: 1 frames, 6 events, 0 unknown, 0 rejected",
                        "trade: 1 frames, 1 events, 0 unknown, 0 rejected",
                        "trade_snapshot: 1 frames, 3 events, 0 unknown, 0 rejected");
        assertThat(run.rejected())
                .anyMatch(reason -> reason.startsWith("Kraken Futures refused the request: Argument invalid: symbol"))
                .anyMatch(reason -> reason.startsWith("Kraken Futures refused the request: authenticationError"));
    }

    @Test
    void theMessagesOfOtherParsers() {
        // When
        Decoding.messages("kraken-futures").forEach(run::push);

        // Then: nobody has said yet when the dated contract ends
        assertThat(run.table())
                .containsExactly(
                        "REST orderbook: 2 frames, 0 events, 0 unknown, 0 rejected",
                        "book: 2 frames, 2 events, 1 unknown, 0 rejected",
                        "book_snapshot: 2 frames, 2 events, 1 unknown, 0 rejected",
                        "ticker: 2 frames, 10 events, 0 unknown, 0 rejected",
                        "trade: 2 frames, 1 events, 1 unknown, 0 rejected",
                        "trade_snapshot: 2 frames, 2 events, 1 unknown, 0 rejected");
        assertThat(run.unknown()).allMatch(frame -> frame.contains("FI_XBTUSD_220624"));
    }

    @Test
    void theShapesOfTheDocumentation() {
        // When
        DocumentedFrames.run("kraken-futures", run);

        // Then: rates are of no contract that the path names
        assertThat(run.table())
                .containsExactly(
                        "REST charts: 1 frames, 0 events, 0 unknown, 0 rejected",
                        "REST historicalfundingrates: 1 frames, 0 events, 0 unknown, 0 rejected",
                        "REST history: 1 frames, 0 events, 0 unknown, 0 rejected",
                        "REST instruments: 1 frames, 3 events, 0 unknown, 0 rejected",
                        "REST instruments/status: 1 frames, 0 events, 0 unknown, 0 rejected",
                        "REST notifications: 1 frames, 0 events, 0 unknown, 0 rejected",
                        "REST orderbook: 1 frames, 0 events, 0 unknown, 0 rejected",
                        "REST tickers: 1 frames, 0 events, 0 unknown, 0 rejected",
                        "ack: 1 frames, 0 events, 0 unknown, 0 rejected",
                        "ticker: 1 frames, 6 events, 0 unknown, 0 rejected");
    }

    @Test
    void whatTheFramesHoldIsOffered() {
        // When
        run.capture(Decoding.shared("kraken-futures", "cryptofeed-2021-07-22.ndjson.gz"));
        Decoding.messages("kraken-futures", "ticker::inverse_swap").forEach(run::push);

        // Then
        assertThat(new KrakenFuturesFeed().offers())
                .extracting(offer -> (Object) offer.event())
                .contains(run.events().stream()
                        .map(MarketEvent::getClass)
                        .distinct()
                        .toArray());
    }
}
