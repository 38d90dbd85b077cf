package io.basiswatch.collector.venue.bitmex;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.collector.feed.MarketStream;
import io.basiswatch.collector.feed.Offer;
import io.basiswatch.collector.feed.Poll;
import io.basiswatch.collector.feed.RestLimits;
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

class BitmexFeedTest {
    private static final VenueSettings SETTINGS = new VenueSettings("wss://socket/", "https://rest/", Map.of());

    private final VenueFeed feed = new BitmexFeed();

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
                .hasValueSatisfying(found -> assertThat(found).isInstanceOf(BitmexFeed.class));
    }

    @Test
    void asksForActiveInstruments() {
        assertThat(feed.metadata(SETTINGS)).containsExactly("https://rest/api/v1/instrument/active");
    }

    @Test
    void keepsThinInstrumentsApartFromThePerpetuals() {
        // When
        List<Subscription> subscriptions = feed.subscriptions(
                SETTINGS,
                List.of(
                        listed("bitmex:BTC-USD-PERP", "XBTUSD"),
                        listed("bitmex:BTC-USD-20261225T1200Z", "XBTZ26"),
                        listed("bitmex:BTC-USDT", "XBT_USDT")));
        // Then
        assertThat(subscriptions)
                .extracting(Subscription::name)
                .containsExactly("market", "thin", "books", "thin-books");
        assertThat(subscriptions.getFirst().addresses()).containsExactly("wss://socket/realtime");
        assertThat(subscriptions.getFirst().greetings())
                .containsExactly(
                        "{\"op\":\"subscribe\",\"args\":[\"quote:XBTUSD\",\"trade:XBTUSD\",\"instrument:XBTUSD\","
                                + "\"liquidation:XBTUSD\",\"funding:XBTUSD\"]}");
        assertThat(subscriptions.get(1).greetings().getFirst())
                .contains("instrument:XBTZ26")
                .doesNotContain("funding:XBTZ26")
                .doesNotContain("instrument:XBT_USDT");
        assertThat(subscriptions.get(1).streams()).contains(stream("bitmex:BTC-USDT", StreamKind.QUOTES));
    }

    @Test
    void asksForBooksApartAndWatchesThoseOfDollarPerpetualsOnly() {
        // When
        List<Subscription> subscriptions = feed.subscriptions(
                SETTINGS,
                List.of(
                        listed("bitmex:BTC-USD-PERP", "XBTUSD"),
                        listed("bitmex:ETH-USD-PERP:BTC", "ETHUSD"),
                        listed("bitmex:BTC-EUR-PERP:BTC", "XBTEUR"),
                        listed("bitmex:BTC-USD-20261225T1200Z", "XBTZ26")));
        // Then
        Subscription books = subscriptions.get(2);
        Subscription thin = subscriptions.get(3);
        assertThat(books.greetings()).containsExactly("{\"op\":\"subscribe\",\"args\":[\"orderBookL2:XBTUSD\"]}");
        assertThat(books.streams()).containsExactly(stream("bitmex:BTC-USD-PERP", StreamKind.DEPTH));
        assertThat(thin.greetings())
                .containsExactly("{\"op\":\"subscribe\",\"args\":[\"orderBookL2:XBTEUR\",\"orderBookL2:XBTZ26\"]}");
        assertThat(thin.streams()).isEmpty();
    }

    @Test
    void asksAgainForPaymentsAndForTheRateOfQuantos() {
        // When
        List<Poll> polls = feed.polls(
                SETTINGS,
                List.of(
                        listed("bitmex:BTC-USD-PERP", "XBTUSD"),
                        listed("bitmex:ETH-USD-PERP:BTC", "ETHUSD"),
                        listed("bitmex:BTC-USD-20261225T1200Z", "XBTZ26")));
        // Then
        assertThat(polls)
                .extracting(Poll::url)
                .containsExactly(
                        "https://rest/api/v1/funding?symbol=XBTUSD&count=100&reverse=true",
                        "https://rest/api/v1/funding?symbol=ETHUSD&count=100&reverse=true",
                        "https://rest/api/v1/instrument?symbol=ETHUSD");
    }

    @Test
    void believesTheHeaderThatCountsDownThirtyRequestsAMinute() {
        assertThat(feed.limits().capacity()).isEqualTo(30);
        assertThat(feed.limits().header()).contains(new RestLimits.Header("x-ratelimit-remaining", true));
    }

    @Test
    void offersEveryKindOfEventOnce() {
        assertThat(feed.offers())
                .extracting(Offer::event)
                .doesNotHaveDuplicates()
                .hasSize(11);
    }

    @Test
    void saysPingAsText() {
        assertThat(feed.keepAlive())
                .hasValueSatisfying(ping -> assertThat(ping.message()).isEqualTo("ping"));
    }
}
