package io.basiswatch.collector.venue.bitfinex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.basiswatch.collector.feed.StreamKind;
import io.basiswatch.collector.feed.Subscription;
import io.basiswatch.collector.feed.VenueSettings;
import io.basiswatch.collector.venue.Decoding;
import io.basiswatch.model.InstrumentDelisted;
import io.basiswatch.model.InstrumentListed;
import io.basiswatch.model.Trade;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The pairs of Bitfinex, and what is subscribed to for them. */
class BitfinexFeedTest {
    private static final String CONF = "https://api-pub.bitfinex.com/v2/conf/";
    private static final String LISTS = CONF + "pub:map:currency:sym,pub:list:pair:exchange,pub:list:pair:futures";
    private static final VenueSettings SETTINGS =
            new VenueSettings("wss://api-pub.bitfinex.com", "https://api-pub.bitfinex.com", Map.of());

    private final Decoding decoding = Decoding.of(new BitfinexFeed(), "wss://api-pub.bitfinex.com/ws/2");

    @Test
    void listsPairsUnderTheirUsualNames() {
        // When
        decoding.answer(
                LISTS,
                "[[[\"UST\",\"USDt\"],[\"LES\",\"LEO-EOS\"]],[\"BTCUSD\",\"USTUSD\",\"AVAX:UST\",\"TESTBTC:TESTUSD\"],"
                        + "[\"BTCF0:USTF0\",\"TESTBTCF0:TESTUSDTF0\"]]");
        // Then
        assertThat(decoding.events(InstrumentListed.class))
                .extracting(listed -> listed.symbol() + ' ' + listed.instrument())
                .containsExactly(
                        "tBTCUSD bitfinex:BTC-USD",
                        "tUSTUSD bitfinex:USDT-USD",
                        "tAVAX:UST bitfinex:AVAX-USDT",
                        "tBTCF0:USTF0 bitfinex:BTC-USDT-PERP");
    }

    @Test
    void readsDogAsAMillionDogecoins() {
        // Given
        decoding.answer(LISTS, "[[[\"DOG\",\"MDOGE\"]],[\"DOGUSD\"],[]]");
        // When
        decoding.push("{\"event\":\"subscribed\",\"channel\":\"trades\",\"chanId\":1,\"symbol\":\"tDOGUSD\"}")
                .push("[1,\"te\",[1,1618677372578,0.018485,282780]]");
        // Then
        InstrumentListed listed = decoding.only(InstrumentListed.class);
        assertThat(listed.instrument()).hasToString("bitfinex:DOGE-USD");
        assertThat(listed.contractSize()).isEqualTo(1_000_000);
        Trade trade = decoding.only(Trade.class);
        assertThat(trade.price()).isEqualTo(0.28278);
        assertThat(trade.quantity()).isEqualTo(18_485);
        assertThat(trade.notional()).isEqualTo(18_485 * 0.28278);
    }

    @Test
    void followsADogecoinByThePieceWhereItIsTradedByTheMillionToo() {
        // When
        decoding.answer(LISTS, "[[[\"DOG\",\"MDOGE\"]],[\"DOGUSD\",\"DOGE:USD\"],[]]");
        // Then
        assertThat(decoding.only(InstrumentListed.class).symbol()).isEqualTo("tDOGE:USD");
    }

    @Test
    void namesAPairThatIsNotListedAnyMore() {
        // Given
        decoding.answer(CONF + "pub:list:pair:exchange", "[[\"BTCUSD\",\"ETHUSD\"]]");
        // When
        decoding.answer(CONF + "pub:list:pair:exchange", "[[\"BTCUSD\"]]");
        // Then
        assertThat(decoding.only(InstrumentDelisted.class).symbol()).isEqualTo("tETHUSD");
    }

    @Test
    void splitsSubscriptionsBecauseASocketTakesTwentyFiveChannelsAndKeepsBooksApart() {
        // Given
        String pairs = "[[\""
                + String.join(
                        "\",\"",
                        IntStream.range(100, 125)
                                .mapToObj(number -> number + "USD")
                                .toList())
                + "\"]]";
        decoding.answer(CONF + "pub:list:pair:exchange", pairs);
        decoding.answer(CONF + "pub:list:pair:futures", "[[\"BTCF0:USTF0\"]]");
        // When
        List<Subscription> subscriptions =
                new BitfinexFeed().subscriptions(SETTINGS, decoding.events(InstrumentListed.class));
        // Then: 25 + 1 trades, 1 status, 25 + 1 books
        assertThat(subscriptions)
                .extracting(
                        Subscription::name,
                        one -> one.streams().size(),
                        one -> one.greetings().size())
                .containsExactly(
                        tuple("market", 24, 26), tuple("market-2", 3, 4), tuple("book", 50, 26), tuple("book-2", 2, 2));
        assertThat(subscriptions)
                .allSatisfy(one ->
                        assertThat(one.greetings().getFirst()).isEqualTo("{\"event\":\"conf\",\"flags\":98304}"));
        assertThat(subscriptions.getFirst().greetings())
                .contains("{\"event\":\"subscribe\",\"channel\":\"status\",\"key\":\"liq:global\"}");
        assertThat(subscriptions.get(1).greetings())
                .contains("{\"event\":\"subscribe\",\"channel\":\"status\",\"key\":\"deriv:tBTCF0:USTF0\"}");
        assertThat(subscriptions.getLast().greetings())
                .contains("{\"event\":\"subscribe\",\"channel\":\"book\",\"symbol\":\"tBTCF0:USTF0\",\"prec\":\"P0\","
                        + "\"freq\":\"F0\",\"len\":\"250\"}");
        assertThat(subscriptions.getLast().streams())
                .extracting(stream -> stream.kind())
                .containsExactlyInAnyOrder(StreamKind.QUOTES, StreamKind.DEPTH);
    }
}
