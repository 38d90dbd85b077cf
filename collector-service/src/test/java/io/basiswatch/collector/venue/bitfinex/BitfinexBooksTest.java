package io.basiswatch.collector.venue.bitfinex;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.collector.feed.Request;
import io.basiswatch.model.DepthProfile;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.Quote;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Books of Bitfinex, and what happens to them when something goes wrong. */
class BitfinexBooksTest {
    private static final String SNAPSHOT = "[[100,2,1.5],[99,1,1],[101,1,-2],[102,1,-3]]";
    private static final Request AGAIN = new Request.Say(
            BitfinexWire.SOCKET,
            List.of(
                    "{\"event\":\"unsubscribe\",\"chanId\":1}",
                    "{\"event\":\"subscribe\",\"channel\":\"book\",\"symbol\":\"tBTCUSD\",\"prec\":\"P0\",\"freq\":\"F0\","
                            + "\"len\":\"250\"}"));

    private final BitfinexWire wire = new BitfinexWire();

    @BeforeEach
    void subscribe() {
        wire.open().subscribed("book", 1, "tBTCUSD").subscribed("trades", 2, "tETHUSD");
        wire.data(1, SNAPSHOT);
    }

    private List<DepthProfile> profiles() {
        return wire.events(DepthProfile.class);
    }

    private List<String> gaps() {
        return wire.events(FeedGap.class).stream()
                .map(gap -> gap.instrument().base() + ' ' + gap.scope())
                .toList();
    }

    private void resubscribe() {
        wire.frame("{\"event\":\"unsubscribed\",\"status\":\"OK\",\"chanId\":1}");
        wire.subscribed("book", 3, "tBTCUSD");
        wire.data(3, SNAPSHOT);
    }

    @Test
    void profilesTheBookOnceASecond() {
        // When
        for (int half = 0; half < 4; half++) {
            wire.data(1, "[98,1," + (half + 1) + "]");
        }
        // Then: a book of less than 250 levels is whole
        assertThat(profiles()).hasSizeBetween(2, 3);
        assertThat(profiles()).allMatch(profile -> profile.bands().size() == 4 && profile.mid() == 100.5);
        assertThat(profiles().getFirst().bands().getLast().bidNotional()).isEqualTo(100 * 1.5 + 99);
        assertThat(wire.requests).isEmpty();
    }

    @Test
    void doesNotReachBeyondTheLevelsThatItAskedFor() {
        // Given
        StringBuilder full = new StringBuilder("[[100.01,1,-1]");
        for (int level = 0; level < 250; level++) {
            full.append(",[").append(100 - level * 0.001).append(",1,1]");
        }
        // When: the 250 bids end at 0.25 % from mid
        wire.subscribed("book", 5, "tSOLUSD");
        wire.data(5, full + "]");
        // Then
        assertThat(profiles().getLast().bands())
                .extracting(DepthProfile.Band::percent)
                .containsExactly(0.1);
    }

    @Test
    void claimsNothingMoreWhileALevelThatWasTakenAwayIsNotYetReplaced() {
        // Given
        doesNotReachBeyondTheLevelsThatItAskedFor();
        // When: 249 bids are left, the 250th follows later
        wire.pass(1);
        wire.data(5, "[99.999,0,1]");
        // Then
        assertThat(profiles().getLast().bands())
                .extracting(DepthProfile.Band::percent)
                .containsExactly(0.1);
    }

    @Test
    void tellsAGapInEveryStreamOfTheSocketWhenTheSequenceJumps() {
        // When
        wire.data(2, "\"hb\"");
        wire.drop();
        wire.data(2, "\"hb\"");
        // Then: the book is quoted, so its best prices are not known either
        assertThat(gaps()).containsExactly("BTC DEPTH", "BTC QUOTES", "ETH TRADES");
        assertThat(wire.events(FeedGap.class))
                .allSatisfy(gap -> assertThat(gap.reason()).isEqualTo("after message 2 came 4"));
        assertThat(wire.requests).containsExactly(AGAIN);
    }

    @Test
    void profilesAndQuotesNothingFromBeforeAGapUntilTheBookIsToldAgain() {
        // Given
        int quotes = wire.events(Quote.class).size();
        int told = profiles().size();
        // When
        wire.drop();
        wire.data(1, "[100,5,9]");
        wire.pass(2);
        wire.data(1, "[100,5,8]");
        // Then
        assertThat(profiles()).hasSize(told);
        assertThat(wire.events(Quote.class)).hasSize(quotes);
        // When
        resubscribe();
        wire.pass(1);
        wire.data(3, "[100,1,7]");
        // Then
        assertThat(profiles()).hasSize(told + 2);
        assertThat(profiles().getLast().bands().getLast().bidNotional()).isEqualTo(700 + 99);
        assertThat(wire.events(Quote.class)).hasSize(quotes + 2);
        assertThat(gaps()).containsExactly("BTC DEPTH", "BTC QUOTES", "ETH TRADES");
    }

    @Test
    void noticesTwoMessagesThatChangedPlaces() {
        // When: numbers 3 and 2 in place of 2 and 3
        wire.frame("[1,[99,0,1],3]");
        wire.frame("[1,[99,1,4],2]");
        // Then
        assertThat(gaps()).startsWith("BTC DEPTH", "BTC QUOTES", "ETH TRADES");
        assertThat(wire.requests).containsExactly(AGAIN);
    }

    @Test
    void noticesAMessageThatComesTwice() {
        // When
        wire.frame("[1,[99,1,4],2]");
        wire.frame("[1,[99,1,4],2]");
        // Then
        assertThat(gaps()).containsExactly("BTC DEPTH", "BTC QUOTES", "ETH TRADES");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1,[100,-5,9],2]", "[1,[100,5,9,9],2]", "[1,[0,5,9],2]", "[1,[100,5,9],", "[1,[100,5,9]]"})
    void losesEveryBookOfTheSocketByAFrameThatCannotBeRead(String broken) {
        // Given
        int told = profiles().size();
        // When
        boolean read = wire.frame(broken);
        wire.drop();
        wire.pass(1);
        wire.data(1, "[99,1,9]");
        // Then
        assertThat(read).isFalse();
        assertThat(gaps()).containsExactly("BTC DEPTH", "BTC QUOTES", "ETH TRADES");
        assertThat(wire.events(FeedGap.class).getFirst().reason()).contains("could not be read");
        assertThat(wire.requests).containsExactly(AGAIN);
        assertThat(profiles()).hasSize(told);
    }

    @Test
    void losesABookThatStaysCrossedBecauseAChangeMustBeMissing() {
        // When
        wire.data(1, "[103,1,1]");
        int told = profiles().size();
        int quotes = wire.events(Quote.class).size();
        wire.pass(10);
        wire.data(1, "[98,1,1]");
        // Then
        assertThat(gaps()).containsExactly("BTC DEPTH", "BTC QUOTES");
        assertThat(wire.requests).containsExactly(AGAIN);
        assertThat(profiles()).hasSize(told);
        assertThat(wire.events(Quote.class)).hasSize(quotes).noneMatch(Quote::isCrossed);
    }

    @Test
    void takesASnapshotThatComesAgain() {
        // When
        wire.pass(1);
        wire.data(1, SNAPSHOT);
        // Then
        assertThat(gaps()).isEmpty();
        assertThat(profiles().getLast().bands().getLast().askNotional()).isEqualTo(202 + 306);
    }

    @Test
    void ignoresChangesThatComeBeforeTheSnapshot() {
        // Given
        wire.subscribed("book", 4, "tSOLUSD");
        int told = profiles().size();
        // When
        wire.data(4, "[100,1,1]");
        // Then
        assertThat(profiles()).hasSize(told);
        assertThat(wire.requests).isEmpty();
    }

    @Test
    void countsAnewAndTakesNothingOverOnANewSocket() {
        // Given
        wire.close();
        wire.open().subscribed("book", 9, "tBTCUSD");
        int told = profiles().size();
        // When
        wire.pass(1);
        wire.data(9, "[99,1,9]");
        boolean early = profiles().size() > told;
        wire.data(9, SNAPSHOT);
        // Then
        assertThat(early).isFalse();
        assertThat(profiles()).hasSize(told + 1);
        assertThat(gaps()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"event\":\"info\",\"code\":20061,\"msg\":\"Websocket Server resumed\"}",
                "{\"event\":\"error\",\"msg\":\"subscribe: dup\",\"code\":10301,\"channel\":\"book\"}"
            })
    void connectsAnewWhenMaintenanceEndsAndWhereAChannelCannotBeRenewed(String frame) {
        // When
        wire.frame(frame);
        // Then
        assertThat(wire.requests)
                .singleElement()
                .isInstanceOfSatisfying(
                        Request.Renew.class,
                        renew -> assertThat(renew.connection()).isEqualTo(BitfinexWire.SOCKET));
    }

    @Test
    void replacesASocketThatTheVenueIsGoingToClose() {
        // When
        wire.frame("{\"event\":\"info\",\"code\":20051,\"msg\":\"Stop/Restart Websocket Server\"}");
        // Then
        assertThat(wire.requests).containsExactly(new Request.Replace(BitfinexWire.SOCKET, "the venue restarts"));
    }

    @Test
    void asksForNothingWhenMaintenanceBegins() {
        // When
        wire.frame("{\"event\":\"info\",\"code\":20060,\"msg\":\"Entering in Maintenance mode\"}");
        // Then
        assertThat(wire.requests).isEmpty();
        assertThat(wire.stream()).isEqualTo("info");
    }

    @Test
    void namesTheStreamOfEachFrameEvenWhereItCannotBeRead() {
        // When
        boolean read = wire.data(2, "\"te\",[1,1615232733897,0,51350]");
        // Then
        assertThat(read).isFalse();
        assertThat(wire.stream()).isEqualTo("trades");
    }
}
