package io.basiswatch.collector.venue.hyperliquid;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.collector.feed.Poll;
import io.basiswatch.collector.feed.StreamKind;
import io.basiswatch.collector.feed.Subscription;
import io.basiswatch.collector.feed.VenueSettings;
import io.basiswatch.collector.venue.Decoding;
import io.basiswatch.model.InstrumentListed;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is asked and subscribed to at Hyperliquid. */
class HyperliquidFeedTest {
    private static final String INFO = "https://api.hyperliquid.xyz/info#";
    private static final VenueSettings SETTINGS =
            new VenueSettings("wss://api.hyperliquid.xyz", "https://api.hyperliquid.xyz", Map.of());

    private final HyperliquidFeed feed = new HyperliquidFeed();
    private final Decoding decoding = Decoding.of(feed, "wss://api.hyperliquid.xyz/ws");

    @BeforeEach
    void list() {
        decoding.answer(
                INFO, Decoding.jkorf("hyperliquid", "Endpoints/Futures/ExchangeData/GetExchangeInfo.txt", "false"));
    }

    private List<Subscription> subscriptions() {
        return feed.subscriptions(SETTINGS, decoding.events(InstrumentListed.class));
    }

    @Test
    void subscribesToEveryPerpetualThatIsListed() {
        // When
        List<String> greetings = subscriptions().getFirst().greetings();
        // Then
        assertThat(greetings)
                .hasSize(9)
                .contains("{\"method\":\"subscribe\",\"subscription\":{\"type\":\"activeAssetCtx\",\"coin\":\"BTC\"}}");
        assertThat(feed.metadata(SETTINGS)).containsExactly(INFO + "{\"type\":\"meta\"}");
        assertThat(feed.keepAlive()).isPresent();
    }

    @Test
    void opensASocketForEachResolutionOfBooks() {
        // When
        List<Subscription> books = subscriptions().subList(1, 5);
        // Then
        assertThat(books).extracting(Subscription::name).containsExactly("book", "book-5", "book-4", "book-3");
        assertThat(books.getFirst().greetings())
                .contains("{\"method\":\"subscribe\",\"subscription\":{\"type\":\"l2Book\",\"coin\":\"BTC\"}}");
        assertThat(books.getFirst().streams())
                .extracting(stream -> stream.kind())
                .containsOnly(StreamKind.DEPTH);
        assertThat(books.getLast().greetings())
                .contains(
                        "{\"method\":\"subscribe\",\"subscription\":{\"type\":\"l2Book\",\"coin\":\"BTC\",\"nSigFigs\":3}}");
        assertThat(books.getLast().streams()).isEmpty();
    }

    @Test
    void subscribesToNothingWhereNothingIsListed() {
        assertThat(feed.subscriptions(SETTINGS, List.of())).isEmpty();
    }

    @Test
    void asksWhatWasPaidInTheDayBefore() {
        // When
        List<Poll> polls = feed.polls(SETTINGS, decoding.events(InstrumentListed.class));
        // Then: listed at 1,800,000,000 s
        assertThat(polls).hasSize(3);
        assertThat(polls.getFirst().url())
                .isEqualTo(INFO + "{\"type\":\"fundingHistory\",\"coin\":\"BTC\",\"startTime\":1799913600000}");
    }

    @Test
    void weighsAQuestionAsTheVenueDoes() {
        assertThat(feed.limits().weight().applyAsInt(INFO + "{\"type\":\"l2Book\",\"coin\":\"BTC\"}"))
                .isEqualTo(2);
        assertThat(feed.limits().weight().applyAsInt(INFO + "{\"type\":\"fundingHistory\"}"))
                .isEqualTo(22);
    }
}
