package io.basiswatch.collector.venue.deribit;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.collector.feed.MarketStream;
import io.basiswatch.collector.feed.Offer;
import io.basiswatch.collector.feed.StreamKind;
import io.basiswatch.collector.feed.Subscription;
import io.basiswatch.collector.feed.VenueFeed;
import io.basiswatch.collector.feed.VenueFeeds;
import io.basiswatch.collector.feed.VenueSettings;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentListed;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Stamp;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeribitFeedTest {
    private static final VenueSettings SETTINGS = new VenueSettings("wss://socket/", "https://rest/", Map.of());

    private final VenueFeed feed = new DeribitFeed();

    private static InstrumentListed listed(String instrument, String symbol) {
        return new InstrumentListed(
                Instrument.parse(instrument), new Stamp(0, 0, Stamp.NO_SEQUENCE, Origin.LIVE), symbol, 1);
    }

    private static MarketStream stream(String instrument, StreamKind kind) {
        return new MarketStream(Instrument.parse(instrument), kind);
    }

    @Test
    void isFoundByItsVenue() {
        assertThat(VenueFeeds.of(feed.venue()))
                .hasValueSatisfying(found -> assertThat(found).isInstanceOf(DeribitFeed.class));
    }

    @Test
    void asksForFuturesAndSpotPairsOfAllCurrencies() {
        assertThat(feed.metadata(SETTINGS))
                .containsExactly(
                        "https://rest/api/v2/public/get_instruments?currency=any&expired=false&kind=future",
                        "https://rest/api/v2/public/get_instruments?currency=any&expired=false&kind=spot");
    }

    @Test
    void asksForHeartbeatsAndThenForStreamsThatNeedNoAccount() {
        // When
        List<Subscription> subscriptions = feed.subscriptions(
                SETTINGS,
                List.of(
                        listed("deribit:BTC-USD-PERP", "BTC-PERPETUAL"),
                        listed("deribit:BTC-USD-20261225T0800Z", "BTC-25DEC26"),
                        listed("deribit:USDC-USDT", "USDC_USDT")));
        // Then
        assertThat(subscriptions)
                .extracting(Subscription::name)
                .containsExactly("market", "dated", "stablecoins", "books", "dated-books");
        assertThat(subscriptions.getFirst().addresses()).containsExactly("wss://socket/ws/api/v2");
        assertThat(subscriptions.getFirst().greetings())
                .containsExactly(
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"public/set_heartbeat\",\"params\":{\"interval\":30}}",
                        "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"public/subscribe\",\"params\":{\"channels\":["
                                + "\"quote.BTC-PERPETUAL\",\"trades.BTC-PERPETUAL.100ms\",\"ticker.BTC-PERPETUAL.100ms\","
                                + "\"deribit_price_index.btc_usd\"]}}");
        assertThat(subscriptions.getFirst().streams())
                .contains(
                        stream("deribit:BTC-USD-INDEX", StreamKind.MARKS),
                        stream("deribit:BTC-USD-PERP", StreamKind.QUOTES));
        assertThat(subscriptions.get(1).greetings().getLast()).contains("\"instrument.state.future.any\"");
    }

    @Test
    void asksForBooksApartAndWatchesThoseOfPerpetualsAndDollarPairsOnly() {
        // When
        List<Subscription> subscriptions = feed.subscriptions(
                SETTINGS,
                List.of(
                        listed("deribit:BTC-USD-PERP", "BTC-PERPETUAL"),
                        listed("deribit:BTC-USDC", "BTC_USDC"),
                        listed("deribit:BTC-USD-20261225T0800Z", "BTC-25DEC26"),
                        listed("deribit:USDC-USDT", "USDC_USDT")));
        // Then
        Subscription books = subscriptions.get(3);
        Subscription dated = subscriptions.get(4);
        assertThat(books.greetings().getLast()).endsWith("[\"book.BTC-PERPETUAL.100ms\",\"book.BTC_USDC.100ms\"]}}");
        assertThat(books.streams())
                .containsExactlyInAnyOrder(
                        stream("deribit:BTC-USD-PERP", StreamKind.DEPTH), stream("deribit:BTC-USDC", StreamKind.DEPTH));
        assertThat(dated.greetings().getLast()).endsWith("[\"book.BTC-25DEC26.100ms\"]}}");
        assertThat(dated.streams()).isEmpty();
    }

    @Test
    void countsAQuestionForInstrumentsAsMuchDearerThanOthers() {
        // Given
        var weight = feed.limits().weight();
        // When // Then
        assertThat(weight.applyAsInt("/api/v2/public/get_instruments?currency=any"))
                .isEqualTo(40);
        assertThat(weight.applyAsInt("/api/v2/public/get_funding_rate_history?instrument_name=BTC-PERPETUAL"))
                .isEqualTo(1);
    }

    @Test
    void offersEveryKindOfEventOnce() {
        assertThat(feed.offers())
                .extracting(Offer::event)
                .doesNotHaveDuplicates()
                .hasSize(11);
    }
}
