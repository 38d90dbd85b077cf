package io.basiswatch.collector.venue.coinbase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basiswatch.collector.feed.MarketStream;
import io.basiswatch.collector.feed.Poll;
import io.basiswatch.collector.feed.StreamKind;
import io.basiswatch.collector.feed.Subscription;
import io.basiswatch.collector.feed.VenueSettings;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentListed;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Stamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CoinbaseFeedTest {
    private static final String SOCKET = "wss://advanced-trade-ws.coinbase.com";
    private static final String REST = "https://api.coinbase.com";
    private static final String PRODUCTS = REST + "/api/v3/brokerage/market/products?product_type=";

    private final CoinbaseFeed feed = new CoinbaseFeed();
    private final VenueSettings advanced = new VenueSettings(SOCKET, REST, Map.of());

    private static VenueSettings with(String option, String value) {
        return new VenueSettings(SOCKET, REST, Map.of(option, value));
    }

    private static InstrumentListed listed(String name, String symbol) {
        return new InstrumentListed(
                Instrument.parse("coinbase:" + name), new Stamp(1, 1, Stamp.NO_SEQUENCE, Origin.LIVE), symbol, 1);
    }

    private static List<InstrumentListed> market() {
        return List.of(
                listed("BTC-USD", "BTC-USD"),
                listed("BTC-EUR", "BTC-EUR"),
                listed("USDT-USD", "USDT-USD"),
                listed("BTC-USDC-PERP", "BTC-PERP-INTX"));
    }

    @Test
    void opensSocketsForTheMarketTheStablecoinsThePerpetualsAndTheirBooks() {
        // When
        List<Subscription> sockets = feed.subscriptions(advanced, market());

        // Then: one channel per message, and heartbeats on each, because quiet sockets are closed
        assertThat(sockets)
                .extracting(Subscription::name)
                .containsExactly("market", "stablecoins", "perpetuals", "depth-1");
        assertThat(sockets.getFirst().greetings())
                .containsExactly(
                        "{\"type\":\"subscribe\",\"channel\":\"heartbeats\"}",
                        "{\"type\":\"subscribe\",\"product_ids\":[\"BTC-USD\"],\"channel\":\"ticker\"}",
                        "{\"type\":\"subscribe\",\"product_ids\":[\"BTC-USD\"],\"channel\":\"market_trades\"}");
        assertThat(sockets.getLast().greetings())
                .containsExactly(
                        "{\"type\":\"subscribe\",\"channel\":\"heartbeats\"}",
                        "{\"type\":\"subscribe\",\"product_ids\":[\"BTC-PERP-INTX\",\"BTC-USD\"],\"channel\":\"level2\"}");
        assertThat(sockets.getLast().streams())
                .contains(new MarketStream(Instrument.parse("coinbase:BTC-USD"), StreamKind.DEPTH));
    }

    @Test
    void doesNotWatchTheTickerOfAPerpetualBecauseItComesWithTradesOnly() {
        // When
        Subscription perpetuals = feed.subscriptions(advanced, market()).get(2);

        // Then
        assertThat(perpetuals.streams()).extracting(MarketStream::kind).containsExactly(StreamKind.TRADES);
    }

    @Test
    void asksForAtMostThirtyBooksOverOneSocket() {
        // Given
        List<InstrumentListed> many = new ArrayList<>();
        for (int i = 0; i < 65; i++) {
            many.add(listed("C" + i + "-USD", "C" + i + "-USD"));
        }

        // When
        List<Subscription> depth = feed.subscriptions(advanced, many).stream()
                .filter(socket -> socket.name().startsWith("depth"))
                .toList();

        // Then
        assertThat(depth)
                .extracting(socket -> socket.name() + ' ' + socket.streams().size())
                .containsExactly("depth-1 30", "depth-2 30", "depth-3 5");
    }

    @Test
    void asksTheExchangeFeedForTheBookThatNeedsNoAccount() {
        // When
        List<Subscription> sockets = feed.subscriptions(with("feed", "exchange"), market());

        // Then
        assertThat(sockets.getLast().greetings())
                .contains("{\"type\":\"subscribe\",\"product_ids\":[\"BTC-PERP-INTX\",\"BTC-USD\"],"
                        + "\"channels\":[\"level2_batch\"]}");
        assertThat(sockets.getFirst().greetings())
                .contains("{\"type\":\"subscribe\",\"product_ids\":[\"BTC-USD\"],\"channels\":[\"matches\"]}");
    }

    @Test
    void listsPerpetualsUnlessTheyAreSwitchedOff() {
        assertThat(feed.metadata(advanced))
                .containsExactly(PRODUCTS + "SPOT", PRODUCTS + "FUTURE&contract_expiry_type=PERPETUAL");
        assertThat(feed.metadata(with("perpetuals", "off"))).containsExactly(PRODUCTS + "SPOT");
        assertThat(feed.metadata(with("feed", "exchange"))).containsExactly(REST + "/products");
    }

    @Test
    void pollsWhatNoStreamTellsOfPerpetualsByAQuestionOfItsOwn() {
        // When
        List<Poll> polls = feed.polls(advanced, market());

        // Then
        assertThat(polls)
                .extracting(Poll::url)
                .containsExactly(PRODUCTS + "FUTURE&contract_expiry_type=PERPETUAL&limit=500");
        assertThat(feed.metadata(advanced)).doesNotContain(polls.getFirst().url());
        assertThat(feed.polls(advanced, market().subList(0, 3))).isEmpty();
    }

    @Test
    void refusesOptionsThatItDoesNotKnow() {
        assertThatThrownBy(() -> feed.metadata(with("feed", "fix"))).hasMessageContaining("'fix'");
        assertThatThrownBy(() -> feed.metadata(with("perpetuals", "yes"))).hasMessageContaining("'yes'");
    }
}
