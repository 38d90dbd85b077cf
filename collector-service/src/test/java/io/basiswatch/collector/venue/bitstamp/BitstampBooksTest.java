package io.basiswatch.collector.venue.bitstamp;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.collector.feed.Request;
import io.basiswatch.model.DepthProfile;
import io.basiswatch.model.FeedGap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Books of {@code diff_order_book}, and what happens to them when something goes wrong. */
class BitstampBooksTest {
    private static final Request SNAPSHOT = new Request.Ask(BitstampWire.ASK);

    private final BitstampWire wire = new BitstampWire();

    private void live() {
        wire.change(1_000, 3);
        wire.answer(2_000);
        wire.pass(1);
        wire.change(3_000, 4);
        wire.requests.clear();
    }

    private double bidNotional(DepthProfile profile) {
        return profile.bands().getLast().bidNotional();
    }

    @Test
    void asksForTheBookAsSoonAsChangesComeAndReachesAllOfIt() {
        // When
        wire.change(1_000, 3);
        boolean asked = wire.requests.contains(SNAPSHOT);
        wire.answer(2_000);
        wire.change(3_000, 5);
        // Then
        assertThat(asked).isTrue();
        assertThat(wire.requests).containsExactly(SNAPSHOT);
        assertThat(wire.profiles()).hasSize(1);
        assertThat(wire.profiles().getFirst().bands()).hasSize(4);
        assertThat(bidNotional(wire.profiles().getFirst())).isEqualTo(500);
        assertThat(wire.gaps()).isEmpty();
    }

    @Test
    void dropsChangesThatTheBookAlreadyHolds() {
        // Given
        wire.change(1_000, 3);
        wire.change(2_000, 7);
        // When
        wire.answer(2_000);
        wire.change(3_000, 1);
        // Then
        assertThat(bidNotional(wire.profiles().getFirst())).isEqualTo(100);
    }

    @Test
    void doesNotUseABookThatIsOlderThanTheFirstChangeHeldBecauseWhatIsBetweenIsMissing() {
        // Given
        wire.change(5_000, 3);
        // When
        wire.answer(4_999);
        wire.change(6_000, 3);
        boolean early = wire.profiles().isEmpty();
        wire.pass(5);
        wire.change(7_000, 3);
        wire.answer(6_500);
        wire.change(8_000, 3);
        // Then
        assertThat(early).isTrue();
        assertThat(wire.requests).containsExactly(SNAPSHOT, SNAPSHOT);
        assertThat(wire.profiles()).hasSize(1);
    }

    @Test
    void takesABookThatComesTwiceOnce() {
        // Given
        live();
        // When
        wire.answer(2_000);
        wire.pass(1);
        wire.change(4_000, 6);
        // Then
        assertThat(bidNotional(wire.profiles().getLast())).isEqualTo(600);
        assertThat(wire.requests).isEmpty();
        assertThat(wire.gaps()).isEmpty();
    }

    @Test
    void changesNothingByAChangeThatComesTwice() {
        // Given
        live();
        // When
        wire.change(4_000, 6);
        wire.pass(1);
        wire.change(4_000, 6);
        // Then
        assertThat(bidNotional(wire.profiles().getLast())).isEqualTo(600);
        assertThat(wire.gaps()).isEmpty();
    }

    @Test
    void losesTheBookWhenTimeRunsBackwardsAndHealsItByANewOne() {
        // Given
        live();
        int before = wire.profiles().size();
        // When
        wire.pass(1);
        wire.change(5_000, 6);
        wire.pass(1);
        wire.change(4_000, 9);
        wire.pass(1);
        wire.change(6_000, 8);
        // Then
        assertThat(wire.gaps()).extracting(FeedGap::scope).containsExactly(FeedGap.Scope.DEPTH);
        assertThat(wire.requests).containsExactly(SNAPSHOT);
        assertThat(wire.profiles()).hasSize(before + 1);
        // When
        wire.answer(7_000);
        wire.change(8_000, 2);
        // Then
        assertThat(wire.profiles()).hasSize(before + 2);
        assertThat(bidNotional(wire.profiles().getLast())).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"data\":{\"microtimestamp\":\"4000\",\"bids\":[[\"100\"]],\"asks\":[]},"
                        + "\"channel\":\"diff_order_book_btcusd\",\"event\":\"data\"}",
                "{\"data\":{\"microtimestamp\":\"4000\",\"bids\":[[\"10"
            })
    void losesTheBookThatAFrameWhichCannotBeReadMayHaveChanged(String broken) {
        // Given
        live();
        int before = wire.profiles().size();
        // When
        boolean read = wire.frame("depth", broken);
        wire.pass(1);
        wire.change(5_000, 6);
        wire.pass(1);
        wire.change(6_000, 6);
        // Then
        assertThat(read).isFalse();
        assertThat(wire.gaps()).hasSize(1);
        assertThat(wire.requests).containsExactly(SNAPSHOT);
        assertThat(wire.profiles()).hasSize(before);
        // When
        wire.answer(7_000);
        wire.change(8_000, 2);
        // Then
        assertThat(wire.profiles()).hasSize(before + 1);
    }

    @Test
    void keepsTheBookWhenAFrameOfAnotherStreamOrSocketCannotBeRead() {
        // Given
        live();
        // When
        wire.frame("market", "{\"data\":{\"microtimestamp\":\"4000\",\"bids\":[[\"10");
        wire.frame("depth", "{\"event\":\"trade\",\"channel\":\"live_trades_btcusd\",\"data\":{}}");
        wire.frame("depth", "{\"event\":\"data\",\"channel\":\"diff_order_book_ethusd\",\"data\":{}}");
        wire.pass(1);
        wire.change(5_000, 6);
        // Then
        assertThat(wire.gaps()).isEmpty();
        assertThat(bidNotional(wire.profiles().getLast())).isEqualTo(600);
    }

    @Test
    void losesABookThatStaysCrossedBecauseAChangeMustBeMissing() {
        // Given
        live();
        // When
        String crossed = BitstampWire.message("diff_order_book_btcusd", 4_000, "[\"102\",\"1\"]", "");
        wire.frame("depth", crossed);
        int before = wire.profiles().size();
        wire.pass(11);
        wire.change(5_000, 2);
        // Then
        assertThat(wire.profiles()).hasSize(before);
        assertThat(wire.gaps())
                .singleElement()
                .satisfies(gap -> assertThat(gap.reason()).contains("crossed"));
        assertThat(wire.requests).containsExactly(SNAPSHOT);
    }

    @Test
    void takesNothingOfASocketThatIsGone() {
        // Given
        live();
        int before = wire.profiles().size();
        // When
        wire.close("depth");
        wire.pass(1);
        wire.change(5_000, 6);
        // Then
        assertThat(wire.profiles()).hasSize(before);
        assertThat(wire.requests).containsExactly(SNAPSHOT);
    }

    @Test
    void doesNotStormTheVenueWhileNoAnswerComes() {
        // When: half a minute of changes and no answer
        for (int tenth = 0; tenth < 300; tenth++) {
            wire.change(1_000 + tenth, 1);
        }
        // Then: at once, after 5 s, and 10 s later
        assertThat(wire.requests).containsExactly(SNAPSHOT, SNAPSHOT, SNAPSHOT);
    }

    @Test
    void quotesTheStreamOfWholeBooksWhereThereIsOne() {
        // Given
        wire.frame("market", BitstampWire.message("order_book_btcusd", 900, "[\"99\",\"7\"]", "[\"103\",\"1\"]"));
        // When
        live();
        // Then
        assertThat(wire.quotes()).hasSize(1);
        assertThat(wire.quotes().getFirst().bidPrice()).isEqualTo(99);
        assertThat(wire.profiles()).isNotEmpty();
    }

    @Test
    void connectsAnewAtOnceWhenTheVenueAsksForIt() {
        // When
        wire.frame("market", "{\"event\":\"bts:request_reconnect\",\"channel\":\"\",\"data\":\"\"}");
        // Then
        assertThat(wire.requests).containsExactly(new Request.Replace("market", "the venue asks us to connect again"));
        assertThat(wire.stream()).isEqualTo("request_reconnect");
    }

    @Test
    void namesTheStreamOfEachFrameEvenWhereItCannotBeRead() {
        // When
        boolean read = wire.frame("market", "{\"event\":\"trade\",\"channel\":\"live_trades_btcusd\",\"data\":{}}");
        // Then
        assertThat(read).isFalse();
        assertThat(wire.stream()).isEqualTo("live_trades");
    }

    @Test
    void losesABookThatTheVenueShowsOtherwise() {
        // Given
        wire.change(1_000, 2);
        wire.answer(1_000);
        int asked = wire.requests.size();
        // When: order_book has the same time as the last change, and another bid
        wire.change(2_000, 3);
        wire.frame("market", BitstampWire.message("order_book_btcusd", 2_000, "[\"100\",\"3\"]", "[\"101\",\"2\"]"));
        int whileTheyAgree = wire.gaps().size();
        wire.frame("market", BitstampWire.message("order_book_btcusd", 3_000, "[\"100\",\"4\"]", "[\"101\",\"2\"]"));
        wire.change(3_000, 5);
        // Then
        assertThat(whileTheyAgree).isZero();
        assertThat(wire.gaps())
                .singleElement()
                .satisfies(gap -> assertThat(gap.reason()).contains("another book"));
        assertThat(wire.requests).hasSizeGreaterThan(asked);
    }

    @Test
    void doesNotUseABookThatWasAskedForBeforeTheSocketWasLost() {
        // Given
        wire.change(1_000, 3);
        wire.close("depth");
        // When: its answer comes before the new socket brings anything
        wire.answer(2_000);
        wire.change(4_000, 3);
        boolean isTold = !wire.profiles().isEmpty();
        wire.answer(4_000);
        wire.change(5_000, 6);
        // Then
        assertThat(isTold).isFalse();
        assertThat(wire.requests).containsExactly(SNAPSHOT, SNAPSHOT);
        assertThat(bidNotional(wire.profiles().getLast())).isEqualTo(600);
    }

    private void show(long micros, double quantity) {
        wire.frame(
                "market",
                BitstampWire.message("order_book_btcusd", micros, "[\"100\",\"" + quantity + "\"]", "[\"101\",\"2\"]"));
    }

    /** Ten seconds in which both streams say the same. */
    private long agreed() {
        live();
        long micros = 10_000;
        for (int i = 0; i < 10; i++) {
            wire.pass(1);
            wire.change(micros, i + 1);
            show(micros, i + 1);
            micros += 1_000;
        }
        wire.pass(1);
        return micros;
    }

    @Test
    void onceBothStreamsAreKnownToShowTheSameTellsABookOnlyWhereTheyDo() {
        // Given
        long micros = agreed();
        int before = wire.profiles().size();
        // When
        wire.change(micros, 20);
        int unconfirmed = wire.profiles().size();
        show(micros, 20);
        // Then
        assertThat(unconfirmed).isEqualTo(before);
        assertThat(wire.profiles()).hasSize(before + 1);
        assertThat(bidNotional(wire.profiles().getLast())).isEqualTo(2_000);
    }

    @Test
    void tellsNothingOfABookThatMissedAChangeButItsGap() {
        // Given
        long micros = agreed();
        int before = wire.profiles().size();
        // When: a change was left out, and its level is shown
        wire.change(micros, 20);
        show(micros, 21);
        // Then
        assertThat(wire.profiles()).hasSize(before);
        assertThat(wire.gaps()).hasSize(1);
    }

    @Test
    void goesOnTellingWhereNothingIsShownAnyMore() {
        // Given
        long micros = agreed();
        int before = wire.profiles().size();
        // When
        for (int i = 1; i <= 12; i++) {
            wire.pass(1);
            wire.change(micros + i, i);
        }
        // Then: after ten seconds
        assertThat(wire.profiles().size() - before).isBetween(1, 4);
    }
}
