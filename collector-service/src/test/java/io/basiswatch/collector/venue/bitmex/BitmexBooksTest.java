package io.basiswatch.collector.venue.bitmex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.basiswatch.collector.feed.Request;
import io.basiswatch.collector.venue.Decoding;
import io.basiswatch.collector.venue.Wire;
import io.basiswatch.model.DepthProfile;
import io.basiswatch.model.FeedGap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BitmexBooksTest {
    private static final String ASK = "{\"symbol\":\"XBTUSD\",\"id\":1,\"side\":\"Sell\",\"size\":300,\"price\":30001}";
    private static final String BID = "{\"symbol\":\"XBTUSD\",\"id\":2,\"side\":\"Buy\",\"size\":200,\"price\":30000}";

    private final Wire wire = new Wire(new BitmexFeed(), "wss://ws.bitmex.com/realtime");
    private final BitmexMarket market = new BitmexMarket(1);

    private void startSmall() {
        wire.push(BitmexMarket.message("partial", List.of(ASK, BID)));
    }

    private void change(String action, String row) {
        wire.push(BitmexMarket.message(action, List.of(row)));
    }

    /** What stands is told once two more messages have come: nothing numbers them. */
    private void prove() {
        change("update", ASK);
        change("update", ASK);
    }

    private DepthProfile.Band nearest() {
        return wire.profiles().getLast().bands().getFirst();
    }

    @Test
    void tellsTheDollarsThatRestAtAnInverseContractsPrices() {
        // When
        wire.push(market.partial());
        wire.push(market.change());
        // Then
        DepthProfile profile = wire.profiles().getLast();
        assertThat(profile.instrument()).hasToString("bitmex:BTC-USD-PERP");
        assertThat(profile.bands()).hasSize(4);
        assertThat(profile.bands().get(2).askNotional()).isCloseTo(market.askDollarsWithin(1), within(1e-3));
        assertThat(profile.slippage()).hasSize(2);
        assertThat(wire.stream()).isEqualTo("orderBookL2");
    }

    @Test
    void findsThePriceOfUpdatesAndDeletionsThatCarryOnlyAnId() {
        // Given
        startSmall();
        // When
        change("insert", "{\"symbol\":\"XBTUSD\",\"id\":3,\"side\":\"Buy\",\"size\":50,\"price\":29999}");
        change("update", "{\"symbol\":\"XBTUSD\",\"id\":3,\"side\":\"Buy\",\"size\":70}");
        prove();
        double updated = nearest().bidNotional();
        change("delete", "{\"symbol\":\"XBTUSD\",\"id\":3,\"side\":\"Buy\"}");
        prove();
        // Then
        assertThat(updated).isCloseTo(270, within(1e-9));
        assertThat(nearest().bidNotional()).isCloseTo(200, within(1e-9));
        assertThat(wire.gaps()).isEmpty();
    }

    @Test
    void movesALevelThatChangesSides() {
        // Given
        startSmall();
        change("insert", "{\"symbol\":\"XBTUSD\",\"id\":3,\"side\":\"Sell\",\"size\":50,\"price\":30000.5}");
        // When
        change("update", "{\"symbol\":\"XBTUSD\",\"id\":3,\"side\":\"Buy\",\"size\":70}");
        prove();
        // Then
        assertThat(wire.profiles().getLast().mid()).isEqualTo(30_000.75);
        assertThat(nearest().bidNotional()).isCloseTo(270, within(1e-9));
        assertThat(nearest().askNotional()).isCloseTo(300, within(1e-9));
    }

    @Test
    void readsNewerUpdatesThatCarryPriceAndTime() {
        // Given
        startSmall();
        // When
        change(
                "update",
                "{\"symbol\":\"XBTUSD\",\"id\":2,\"side\":\"Buy\",\"size\":70,\"price\":30000,"
                        + "\"timestamp\":\"2022-06-04T23:34:52.603Z\",\"transactTime\":\"2022-06-04T23:34:52.600Z\"}");
        prove();
        // Then
        assertThat(nearest().bidNotional()).isCloseTo(70, within(1e-9));
        assertThat(wire.profiles().getLast().eventTime()).isEqualTo(1_654_385_692_603_000L);
    }

    @Test
    void ignoresChangesBeforeThePartial() {
        // When
        change("insert", ASK);
        change("update", "{\"symbol\":\"XBTUSD\",\"id\":9,\"side\":\"Buy\",\"size\":70}");
        startSmall();
        // Then
        assertThat(wire.profiles()).hasSize(1);
        assertThat(wire.gaps()).isEmpty();
        assertThat(wire.requests).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"update", "delete"})
    void onDoubtSubscribesAnewForAPartialBecauseNothingNumbersTheChanges(String action) {
        // Given
        startSmall();
        // When
        change(action, "{\"symbol\":\"XBTUSD\",\"id\":9,\"side\":\"Buy\",\"size\":70}");
        change("insert", "{\"symbol\":\"XBTUSD\",\"id\":3,\"side\":\"Buy\",\"size\":50,\"price\":29999}");
        // Then
        assertThat(wire.gaps())
                .singleElement()
                .satisfies(gap -> assertThat(gap.reason()).contains("level 9"));
        assertThat(wire.gaps().getFirst().scope()).isEqualTo(FeedGap.Scope.DEPTH);
        assertThat(wire.profiles()).hasSize(1);
        assertThat(wire.requests)
                .containsExactly(new Request.Say(
                        Wire.BOOKS,
                        List.of(
                                "{\"op\":\"unsubscribe\",\"args\":[\"orderBookL2:XBTUSD\"]}",
                                "{\"op\":\"subscribe\",\"args\":[\"orderBookL2:XBTUSD\"]}")));
    }

    @Test
    void losesTheBooksOfASocketWithAFrameThatCannotBeReadAndTellsItWithTheNextFrame() {
        // Given
        startSmall();
        // When
        boolean isRead = wire.push("{\"table\":\"orderBookL2\",\"action\":\"update\",\"data\":[{\"symbol\":\"XB");
        int toldAtOnce = wire.gaps().size();
        wire.push("pong");
        change("insert", "{\"symbol\":\"XBTUSD\",\"id\":3,\"side\":\"Buy\",\"size\":50,\"price\":29999}");
        // Then
        assertThat(isRead).isFalse();
        assertThat(toldAtOnce).isZero();
        assertThat(wire.gaps()).hasSize(1);
        assertThat(wire.requests).hasSize(1);
        assertThat(wire.profiles()).hasSize(1);
    }

    @Test
    void healsWithThePartialAfterALoss() {
        // Given
        startSmall();
        wire.push("{\"table\":");
        // When
        startSmall();
        // Then: the gap comes before the first profile of the new book
        assertThat(wire.profiles()).hasSize(2);
        assertThat(wire.events.indexOf(wire.gaps().getFirst()))
                .isLessThan(wire.events.indexOf(wire.profiles().getLast()));
        assertThat(wire.requests).hasSize(1);
    }

    @Test
    void takesAPartialThatComesTwice() {
        // Given
        startSmall();
        // When
        startSmall();
        change("delete", "{\"symbol\":\"XBTUSD\",\"id\":2,\"side\":\"Buy\"}");
        // Then
        assertThat(wire.profiles()).hasSize(2);
        assertThat(wire.gaps()).isEmpty();
    }

    @Test
    void waitsForThePartialOfANewSocket() {
        // Given
        startSmall();
        // When
        wire.close();
        change("insert", "{\"symbol\":\"XBTUSD\",\"id\":3,\"side\":\"Buy\",\"size\":50,\"price\":29999}");
        // Then
        assertThat(wire.profiles()).hasSize(1);
        assertThat(wire.requests).isEmpty();
    }

    @Test
    void asksForAPartialThatDoesNotComeByItselfAndDoesNotStorm() {
        // When: changes each second for a minute, and no partial
        for (int second = 0; second < 60; second++) {
            wire.push(market.change());
        }
        // Then: after 5 s, then 5, 10 and 20 s apart
        assertThat(wire.requests).hasSize(4);
        assertThat(wire.events).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"symbol\":\"XBTUSD\",\"id\":3,\"side\":\"Buy\",\"size\":50}",
                "{\"symbol\":\"XBTUSD\",\"id\":3,\"side\":\"Buy\",\"price\":29999}",
                "{\"symbol\":\"XBTUSD\",\"side\":\"Buy\",\"size\":50,\"price\":29999}",
                "{\"symbol\":\"XBTUSD\",\"id\":3,\"side\":\"Hold\",\"size\":50,\"price\":29999}",
                "{\"symbol\":\"XBTUSD\",\"id\":3,\"side\":\"Buy\",\"size\":-50,\"price\":29999}",
                "{\"symbol\":\"XBTUSD\",\"id\":3,\"side\":\"Buy\",\"size\":50,\"price\":0}",
                "{\"symbol\":\"XBTUSD\",\"id\":0,\"side\":\"Buy\",\"size\":50,\"price\":29999}",
                "{\"symbol\":\"XBTUSD\",\"id\":3,\"id\":4,\"side\":\"Buy\",\"size\":50,\"price\":29999}",
                "{\"symbol\":7,\"id\":3,\"side\":\"Buy\",\"size\":50,\"price\":29999}"
            })
    void refusesALevelThatCannotBe(String row) {
        // Given
        startSmall();
        // When
        boolean isRead = wire.push(BitmexMarket.message("insert", List.of(row)));
        // Then
        assertThat(isRead).isFalse();
        assertThat(wire.requests).hasSize(1);
    }

    @Test
    void readsRowsThatComeBeforeTheirTable() {
        // When
        wire.push("{\"data\":[" + ASK + ',' + BID + "],\"action\":\"partial\",\"table\":\"orderBookL2\"}");
        // Then
        assertThat(wire.profiles()).hasSize(1);
    }

    @Test
    void refusesTheLevelsOfTwoBooksInOneMessage() {
        // Given
        startSmall();
        // When
        boolean isRead = wire.push(BitmexMarket.message("partial", List.of(ASK, BID.replace("XBTUSD", "XBTUSDT"))));
        // Then
        assertThat(isRead).isFalse();
        assertThat(wire.requests).hasSize(1);
    }

    @Test
    void takesAPartialOfAnEmptyBookByItsFilter() {
        // When
        wire.push("{\"table\":\"orderBookL2\",\"action\":\"partial\",\"filter\":{\"symbol\":\"XBTUSD\"},\"data\":[]}");
        change("insert", ASK);
        change("insert", BID);
        prove();
        // Then
        assertThat(wire.profiles()).hasSize(1);
        assertThat(nearest().askNotional()).isCloseTo(300, within(1e-9));
    }

    @Test
    void showsTheBestTwentyFiveLevelsOnlyWhereTheWholeBookIsNotSubscribedTo() {
        // Given
        Decoding.messages("bitmex", "order_book_l2_25::inverse_swap_snapshot").forEach(wire::push);
        double short25 = wire.profiles().getLast().mid();
        // When
        startSmall();
        Decoding.messages("bitmex", "order_book_l2_25::inverse_swap_snapshot").forEach(wire::push);
        // Then
        assertThat(short25).isEqualTo(36_167);
        assertThat(wire.profiles()).extracting(DepthProfile::mid).containsExactly(36_167.0, 30_000.5);
        assertThat(wire.gaps()).hasSize(1);
    }

    @Test
    void keepsNoBookOfAQuantoWhoseContractsHaveNoConstantSize() {
        // Given
        wire.answer("https://www.bitmex.com/api/v1/instrument/active", '[' + BitmexRows.ETHUSD + ']');
        int before = wire.events.size();
        // When
        Decoding.messages("bitmex", "order_book_l2_25::quanto_swap").forEach(wire::push);
        wire.push(BitmexMarket.message(
                "partial", List.of(ASK.replace("XBTUSD", "ETHUSD"), BID.replace("XBTUSD", "ETHUSD"))));
        // Then
        assertThat(wire.events).hasSize(before);
        assertThat(wire.requests).isEmpty();
    }

    @Test
    void forgetsTheBookOfAContractThatIsSettledMidStream() {
        // Given
        wire.answer("https://www.bitmex.com/api/v1/instrument/active", '[' + BitmexRows.XBTM21 + ']');
        wire.push(BitmexMarket.message(
                "partial", List.of(ASK.replace("XBTUSD", "XBTM21"), BID.replace("XBTUSD", "XBTM21"))));
        int before = wire.profiles().size();
        // When
        wire.push(
                "{\"table\":\"instrument\",\"action\":\"update\",\"data\":[{\"symbol\":\"XBTM21\",\"state\":\"Settled\"}]}");
        change("delete", "{\"symbol\":\"XBTM21\",\"id\":2,\"side\":\"Buy\"}");
        // Then
        assertThat(before).isEqualTo(1);
        assertThat(wire.profiles()).hasSize(1);
        assertThat(wire.gaps()).isEmpty();
    }

    @Test
    void keepsTheBookWhereMetadataSayNothingNew() {
        // Given
        startSmall();
        // When
        wire.answer("https://www.bitmex.com/api/v1/instrument/active", '[' + BitmexRows.XBTUSD + ']');
        change("delete", "{\"symbol\":\"XBTUSD\",\"id\":2,\"side\":\"Buy\"}");
        change("insert", BID);
        // Then
        assertThat(wire.gaps()).isEmpty();
        assertThat(wire.profiles()).hasSize(2);
    }

    @Test
    void beginsAnotherBookWhereMetadataGiveTheContractAnotherSize() {
        // Given
        startSmall();
        String twoDollars = BitmexRows.XBTUSD.replace("\"multiplier\":-100000000", "\"multiplier\":-200000000");
        // When
        wire.answer("https://www.bitmex.com/api/v1/instrument/active", '[' + twoDollars + ']');
        change("insert", "{\"symbol\":\"XBTUSD\",\"id\":3,\"side\":\"Buy\",\"size\":50,\"price\":29999}");
        startSmall();
        // Then
        assertThat(wire.gaps()).hasSize(1);
        assertThat(nearest().bidNotional()).isCloseTo(400, within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void tellsTheProfilesOfTheUndamagedStreamOrNoneWhateverCanBeNoticed(long seed) {
        // Given
        Wire whole = new Wire(new BitmexFeed(), "wss://ws.bitmex.com/realtime");
        BitmexMarket both = new BitmexMarket(seed);
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        whole.push(both.partial());
        wire.push(both.partial());
        // When
        for (int i = 0; i < 600; i++) {
            String change = both.change();
            whole.push(change);
            int fate = random.nextInt(30);
            if (fate == 0) {
                wire.push(change.substring(0, change.length() / 2));
            } else if (fate == 1) {
                wire.close();
            } else {
                wire.push(change);
            }
            if (!wire.requests.isEmpty() && random.nextInt(4) == 0) {
                wire.requests.clear();
                wire.push(both.partial());
            }
        }
        // Then
        Map<Long, DepthProfile> right = new HashMap<>();
        whole.profiles().forEach(profile -> right.put(profile.eventTime(), profile));
        assertThat(wire.gaps()).hasSizeGreaterThan(5);
        assertThat(wire.profiles())
                .hasSizeGreaterThan(200)
                .allSatisfy(profile -> assertThat(profile.bands())
                        .isEqualTo(right.get(profile.eventTime()).bands()));
    }

    private static String timed(String row, String time) {
        return row.replace("}", ",\"timestamp\":\"2026-11-10T12:00:" + time + "Z\"}");
    }

    @Test
    void doubtsABookWhoseTimeRunsBackwards() {
        // Given
        startSmall();
        change("update", timed(ASK, "02.000"));
        // When: two messages have changed places
        change("update", timed(ASK, "01.000"));
        // Then
        assertThat(wire.gaps()).hasSize(1);
        assertThat(wire.requests).hasSize(1);
    }

    @Test
    void doubtsABookOfWhichALevelIsDeletedFromTheSideWhereItIsNot() {
        // Given
        startSmall();
        change("insert", "{\"symbol\":\"XBTUSD\",\"id\":1,\"side\":\"Buy\",\"size\":50,\"price\":30001}");
        // When: the deletion was to come first
        change("delete", "{\"symbol\":\"XBTUSD\",\"id\":1,\"side\":\"Sell\"}");
        // Then
        assertThat(wire.gaps())
                .singleElement()
                .satisfies(gap -> assertThat(gap.reason()).contains("level 1"));
    }
}
