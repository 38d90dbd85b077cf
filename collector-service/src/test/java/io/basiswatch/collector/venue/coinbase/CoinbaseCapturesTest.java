package io.basiswatch.collector.venue.coinbase;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.collector.venue.DecoderRun;
import io.basiswatch.collector.venue.Decoding;
import io.basiswatch.collector.venue.DocumentedFrames;
import io.basiswatch.model.DepthProfile;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Trade;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every real frame of Coinbase that we have, through the decoder: how many, and what became of them. */
class CoinbaseCapturesTest {
    private final DecoderRun run = new DecoderRun(new CoinbaseFeed(), "");

    private void assertNothingIsAmiss() {
        assertThat(run.rejected()).isEmpty();
        assertThat(run.unknown()).isEmpty();
        assertThat(run.events(FeedGap.class)).isEmpty();
        assertThat(run.requests()).isEmpty();
    }

    private static List<String> instruments(List<? extends InstrumentEvent> events) {
        return events.stream()
                .map(event -> event.instrument().toString())
                .distinct()
                .sorted()
                .toList();
    }

    @Test
    void advancedTradeInTwentyTwentySix() {
        // When: 200 messages whose numbers go from 0 to 199 over all channels, two snapshots of some 44,000 rows
        run.capture(Decoding.shared("coinbase", "cryptofeed-2026-08-09-first200.ndjson.gz"));

        // Then
        assertThat(run.table())
                .containsExactly(
                        "REST products: 1 frames, 912 events, 0 unknown, 0 rejected",
                        "candles: 3 frames, 0 events, 0 unknown, 0 rejected",
                        "heartbeats: 5 frames, 0 events, 0 unknown, 0 rejected",
                        "l2_data: 147 frames, 12 events, 0 unknown, 0 rejected",
                        "market_trades: 11 frames, 210 events, 0 unknown, 0 rejected",
                        "subscriptions: 5 frames, 0 events, 0 unknown, 0 rejected",
                        "ticker: 29 frames, 29 events, 0 unknown, 0 rejected");
        assertNothingIsAmiss();
        assertThat(instruments(run.events(DepthProfile.class))).containsExactly("coinbase:BTC-USD", "coinbase:ETH-USD");
        assertThat(run.events(DepthProfile.class))
                .allMatch(depth -> depth.bands().size() == 4)
                .allMatch(depth -> depth.slippage().size() == 2);
    }

    @Test
    void theTopOfTheBookIsWhatTheTickerSaysAtTheSameTime() {
        // Given
        run.capture(Decoding.shared("coinbase", "cryptofeed-2026-08-09-first200.ndjson.gz"));

        // When: each profile against the last ticker before it
        List<Double> distances = run.events(DepthProfile.class).stream()
                .flatMap(depth -> lastQuoteBefore(depth).stream()
                        .map(quote -> (quote.bidPrice() + quote.askPrice()) / 2 - depth.mid()))
                .toList();

        // Then: within the moves of a second
        assertThat(distances).hasSize(12).allMatch(distance -> Math.abs(distance) < 0.05);
    }

    private List<Quote> lastQuoteBefore(DepthProfile depth) {
        List<Quote> before = run.events(Quote.class).stream()
                .filter(quote -> quote.instrument().equals(depth.instrument()))
                .filter(quote -> quote.receivedTime() <= depth.receivedTime())
                .toList();
        return before.isEmpty() ? before : before.subList(before.size() - 1, before.size());
    }

    @Test
    void theExchangeFeedOfTwentyTwentyOne() {
        // When
        run.capture(Decoding.shared("coinbase", "cryptofeed-exchange-feed-2021-04-17.ndjson.gz"));

        // Then
        assertThat(run.table())
                .containsExactly(
                        "REST products: 1 frames, 162 events, 0 unknown, 0 rejected",
                        "l2update: 9719 frames, 270 events, 0 unknown, 0 rejected",
                        "last_match: 10 frames, 10 events, 0 unknown, 0 rejected",
                        "match: 97 frames, 97 events, 0 unknown, 0 rejected",
                        "snapshot: 10 frames, 10 events, 0 unknown, 0 rejected",
                        "subscriptions: 3 frames, 0 events, 0 unknown, 0 rejected",
                        "ticker: 107 frames, 107 events, 0 unknown, 0 rejected");
        assertNothingIsAmiss();
        assertThat(instruments(run.events(DepthProfile.class))).hasSize(10);
    }

    /** Test-only data. */
    @Test
    void theFramesOfSeptemberTwentyTwentySix() {
        // When
        Decoding.liveFrames("coinbase").forEach(run::push);

        // Then
        assertThat(run.table())
                .containsExactly(
                        "error: 1 frames, 0 events, 0 unknown, 0 rejected",
                        "heartbeats: 1 frames, 0 events, 0 unknown, 0 rejected",
                        "l2_data: 1 frames, 1 events, 0 unknown, 0 rejected",
                        "subscriptions: 2 frames, 0 events, 0 unknown, 0 rejected");
        assertThat(instruments(run.events(DepthProfile.class))).containsExactly("coinbase:BTC-USDC-PERP");
    }

    @Test
    void theMessagesOfOtherParsers() {
        // When
        Decoding.messages("coinbase").forEach(run::push);

        // Then: single orders are not followed, a book over REST is not needed
        assertThat(run.table())
                .containsExactly(
                        "REST book: 1 frames, 0 events, 0 unknown, 0 rejected",
                        "full: 1 frames, 0 events, 0 unknown, 0 rejected",
                        "l2update: 1 frames, 0 events, 0 unknown, 0 rejected",
                        "last_match: 1 frames, 1 events, 0 unknown, 0 rejected",
                        "snapshot: 1 frames, 1 events, 0 unknown, 0 rejected",
                        "ticker: 1 frames, 1 events, 0 unknown, 0 rejected");
    }

    @Test
    void theShapesOfTheDocumentation() {
        // When
        DocumentedFrames.run("coinbase", run);

        // Then: currencies and exchange rates are none of ours; a batch of tickers has no best prices
        assertThat(run.table())
                .containsExactly(
                        "REST: 3 frames, 0 events, 0 unknown, 0 rejected",
                        "REST book: 2 frames, 0 events, 0 unknown, 0 rejected",
                        "REST candles: 1 frames, 0 events, 0 unknown, 0 rejected",
                        "REST products: 2 frames, 1 events, 0 unknown, 0 rejected",
                        "REST trades: 1 frames, 1 events, 0 unknown, 0 rejected",
                        "candles: 3 frames, 0 events, 0 unknown, 0 rejected",
                        "heartbeats: 1 frames, 0 events, 0 unknown, 0 rejected",
                        "market_trades: 1 frames, 2 events, 0 unknown, 0 rejected",
                        "status: 1 frames, 0 events, 0 unknown, 0 rejected",
                        "subscriptions: 8 frames, 0 events, 0 unknown, 0 rejected",
                        "ticker: 1 frames, 1 events, 0 unknown, 0 rejected",
                        "ticker_batch: 1 frames, 0 events, 0 unknown, 0 rejected");
    }

    @Test
    void whatTheFramesHoldIsOffered() {
        // When
        run.capture(Decoding.shared("coinbase", "cryptofeed-2026-08-09-first200.ndjson.gz"));

        // Then
        assertThat(new CoinbaseFeed().offers())
                .extracting(offer -> (Object) offer.event())
                .contains(run.events().stream()
                        .map(MarketEvent::getClass)
                        .distinct()
                        .toArray())
                .contains(Trade.class, Quote.class, DepthProfile.class);
    }
}
