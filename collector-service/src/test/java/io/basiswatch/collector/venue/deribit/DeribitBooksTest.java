package io.basiswatch.collector.venue.deribit;

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

class DeribitBooksTest {
    private final Wire wire = new Wire(new DeribitFeed(), "wss://streams.deribit.com/ws/api/v2");
    private final DeribitMarket market = new DeribitMarket(1);

    private void start() {
        wire.push(market.snapshot());
        wire.push(market.change());
    }

    @Test
    void tellsTheDollarsThatRestAtAnInverseContractsPrices() {
        // When
        start();
        // Then
        DepthProfile profile = wire.profiles().getLast();
        assertThat(profile.instrument()).hasToString("deribit:BTC-USD-PERP");
        assertThat(profile.stamp().eventTime()).isEqualTo(1_622_627_433_440_000L);
        assertThat(profile.bands()).hasSize(4);
        assertThat(profile.bands().get(2).bidNotional()).isCloseTo(market.bidDollarsWithin(1), within(1e-3));
        assertThat(profile.slippage()).hasSize(2);
    }

    @Test
    void countsAmountsOfALinearBookInCoins() {
        // When
        wire.push(
                "{\"jsonrpc\":\"2.0\",\"method\":\"subscription\",\"params\":{\"channel\":\"book.BTC_USDC-PERPETUAL.100ms\","
                        + "\"data\":{\"type\":\"snapshot\",\"timestamp\":1622627433440,\"change_id\":1,"
                        + "\"bids\":[[\"new\",30000,2]],\"asks\":[[\"new\",30001,3]]}}}");
        // Then
        assertThat(wire.profiles().getFirst().bands().getFirst().bidNotional()).isEqualTo(60_000);
        assertThat(wire.profiles().getFirst().bands().getFirst().askNotional()).isEqualTo(90_003);
    }

    @Test
    void readsTheSnapshotAndTheChangeOfTheFixture() {
        // When
        Decoding.messages("deribit", "l2_event::inverse_swap_snapshot").forEach(wire::push);
        Decoding.messages("deribit", "l2_event::inverse_swap_update").forEach(wire::push);
        // Then: the change is not the one after the snapshot
        assertThat(wire.profiles()).hasSize(1);
        assertThat(wire.profiles().getFirst().mid()).isEqualTo(37240.25);
        assertThat(wire.gaps()).hasSize(1);
        assertThat(wire.stream()).isEqualTo("book");
    }

    @Test
    void tellsAGapAndSubscribesAnewWhereTheChangeIdBeforeIsNotTheLast() {
        // Given
        start();
        int before = wire.profiles().size();
        // When
        market.change();
        wire.push(market.change());
        wire.push(market.change());
        // Then
        FeedGap gap = wire.gaps().getFirst();
        assertThat(gap.scope()).isEqualTo(FeedGap.Scope.DEPTH);
        assertThat(gap.stream()).isEqualTo("book");
        assertThat(wire.gaps()).hasSize(1);
        assertThat(wire.profiles()).hasSize(before);
        assertThat(wire.requests)
                .containsExactly(new Request.Say(
                        Wire.BOOKS,
                        List.of(
                                "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"public/unsubscribe\",\"params\":"
                                        + "{\"channels\":[\"book.BTC-PERPETUAL.100ms\"]}}",
                                "{\"jsonrpc\":\"2.0\",\"id\":4,\"method\":\"public/subscribe\",\"params\":"
                                        + "{\"channels\":[\"book.BTC-PERPETUAL.100ms\"]}}")));
    }

    @Test
    void healsWithTheSnapshotAfterAGap() {
        // Given
        start();
        market.change();
        wire.push(market.change());
        int before = wire.profiles().size();
        // When
        wire.push(market.snapshot());
        wire.push(market.change());
        // Then
        assertThat(wire.profiles()).hasSize(before + 2);
        assertThat(wire.profiles().getLast().bands().get(2).bidNotional())
                .isCloseTo(market.bidDollarsWithin(1), within(1e-3));
        assertThat(wire.gaps()).hasSize(1);
    }

    @Test
    void tellsAGapWhereTwoChangesAreSwapped() {
        // Given
        start();
        String first = market.change();
        String second = market.change();
        // When
        wire.push(second);
        wire.push(first);
        // Then
        assertThat(wire.gaps()).hasSize(1);
        assertThat(wire.requests).hasSize(1);
    }

    @Test
    void passesOverAChangeThatComesTwice() {
        // Given
        start();
        String change = market.change();
        // When
        wire.push(change);
        wire.push(change);
        wire.push(market.change());
        // Then
        assertThat(wire.gaps()).isEmpty();
        assertThat(wire.profiles().getLast().bands().get(2).bidNotional())
                .isCloseTo(market.bidDollarsWithin(1), within(1e-3));
    }

    @Test
    void followsChangeIdsThatStartAnewWhereTheyNameTheOneBefore() {
        // Given
        start();
        String change = market.change();
        String id = change.replaceFirst(".*\"change_id\":(\\d+),\"bids.*", "$1");
        // When
        wire.push(change.replace("\"change_id\":" + id + ",\"bids", "\"change_id\":1,\"bids"));
        wire.push(market.change().replace("\"prev_change_id\":" + id, "\"prev_change_id\":1"));
        // Then
        assertThat(wire.gaps()).isEmpty();
        assertThat(wire.profiles().getLast().bands().get(2).bidNotional())
                .isCloseTo(market.bidDollarsWithin(1), within(1e-3));
    }

    @Test
    void takesASnapshotThatComesTwiceOrLate() {
        // Given
        wire.push(market.change());
        // When
        wire.push(market.snapshot());
        wire.push(market.snapshot());
        wire.push(market.change());
        // Then
        assertThat(wire.gaps()).isEmpty();
        assertThat(wire.profiles()).hasSize(3);
    }

    @Test
    void asksForASnapshotThatDoesNotComeByItselfAndDoesNotStorm() {
        // When: changes each second for a minute, and no snapshot
        for (int second = 0; second < 60; second++) {
            wire.push(market.change());
        }
        // Then: after 5 s, then 5, 10 and 20 s apart
        assertThat(wire.requests).hasSize(4);
        assertThat(wire.events).isEmpty();
    }

    @Test
    void waitsForTheSnapshotOfANewSocket() {
        // Given
        start();
        int before = wire.profiles().size();
        // When
        wire.close();
        wire.push(market.change());
        // Then
        assertThat(wire.profiles()).hasSize(before);
        assertThat(wire.requests).isEmpty();
    }

    @Test
    void noticesAChangeThatCouldNotBeReadByTheNextOne() {
        // Given
        start();
        int before = wire.profiles().size();
        String change = market.change();
        // When
        boolean isRead = wire.push(change.substring(0, change.length() - 1));
        wire.push(market.change());
        // Then
        assertThat(isRead).isFalse();
        assertThat(wire.gaps()).hasSize(1);
        assertThat(wire.profiles()).hasSize(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[\"old\",30000.0,1.0]",
                "[\"new\",-1,1.0]",
                "[\"new\",30000.0]",
                "[\"new\",30000.0,1.0,2.0]",
                "[\"new\",30000.0,-1.0]",
                "[1,30000.0,1.0]",
                "[]",
                "[\"new\",null,1.0]"
            })
    void refusesALevelThatCannotBeAndLeavesTheBookAlone(String row) {
        // Given
        start();
        String change = market.change();
        String damaged =
                change.replaceFirst("\"bids\":\\[", "\"bids\":[" + row + ",").replace(",]", "]");
        // When
        boolean isRead = wire.push(damaged);
        wire.push(change);
        // Then
        assertThat(isRead).isFalse();
        assertThat(wire.gaps()).isEmpty();
        assertThat(wire.profiles().getLast().bands().get(2).bidNotional())
                .isCloseTo(market.bidDollarsWithin(1), within(1e-3));
    }

    @Test
    void readsLevelsThatComeBeforeTheNumbersAndDataBeforeTheChannel() {
        // When
        wire.push("{\"params\":{\"data\":{\"asks\":[[\"new\",30001,30]],\"bids\":[[\"new\",30000,60]],\"change_id\":1,"
                + "\"instrument_name\":\"BTC-PERPETUAL\",\"timestamp\":1622627433440,\"type\":\"snapshot\"},"
                + "\"channel\":\"book.BTC-PERPETUAL.100ms\"},\"method\":\"subscription\",\"jsonrpc\":\"2.0\"}");
        // Then
        assertThat(wire.profiles().getFirst().bands().getFirst().bidNotional()).isEqualTo(60);
    }

    @Test
    void passesOverTheBookOfACombinationWhosePricesMayBeNegative() {
        // When
        boolean isRead = wire.push(market.snapshot()
                .replace("BTC-PERPETUAL", "BTC-FS-27DEC26_PERP")
                .replaceFirst("\"new\",", "\"new\",-"));
        // Then
        assertThat(isRead).isTrue();
        assertThat(wire.events).isEmpty();
    }

    @Test
    void forgetsTheBookOfAContractThatIsSettled() {
        // Given
        start();
        int before = wire.profiles().size();
        // When
        wire.push(
                "{\"jsonrpc\":\"2.0\",\"method\":\"subscription\",\"params\":{\"channel\":\"instrument.state.future.any\","
                        + "\"data\":{\"timestamp\":1622627433440,\"state\":\"settled\",\"instrument_name\":\"BTC-PERPETUAL\"}}}");
        wire.push(market.change());
        // Then
        assertThat(wire.profiles()).hasSize(before);
        assertThat(wire.stream()).isEqualTo("book");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void tellsTheProfilesOfTheUndamagedStreamOrNoneWhateverHappens(long seed) {
        // Given
        Wire whole = new Wire(new DeribitFeed(), "wss://streams.deribit.com/ws/api/v2");
        DeribitMarket both = new DeribitMarket(seed);
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        whole.push(both.snapshot());
        wire.push(both.snapshot());
        String late = both.change();
        // When
        for (int i = 0; i < 600; i++) {
            String change = both.change();
            whole.push(late);
            damage(random.nextInt(30), late, change);
            late = change;
            if (!wire.requests.isEmpty() && random.nextInt(4) == 0) {
                wire.requests.clear();
                whole.push(late);
                wire.push(both.snapshot());
                late = both.change();
            }
        }
        // Then
        Map<Long, DepthProfile> right = new HashMap<>();
        whole.profiles().forEach(profile -> right.put(profile.stamp().sequence(), profile));
        assertThat(whole.gaps()).isEmpty();
        assertThat(wire.gaps()).hasSizeGreaterThan(10);
        assertThat(wire.profiles()).hasSizeGreaterThan(200).allSatisfy(profile -> {
            DepthProfile same = right.get(profile.stamp().sequence());
            assertThat(profile.bands()).isEqualTo(same.bands());
            assertThat(profile.slippage()).isEqualTo(same.slippage());
        });
    }

    /** Drops, repeats, cuts, swaps, or closes the socket; mostly nothing. */
    private void damage(int fate, String message, String next) {
        switch (fate) {
            case 0 -> {}
            case 1 -> {
                wire.push(message);
                wire.push(message);
            }
            case 2 -> wire.push(message.substring(0, message.length() / 2));
            case 3 -> {
                wire.push(next);
                wire.push(message);
            }
            case 4 -> {
                wire.close();
                wire.push(message);
            }
            default -> wire.push(message);
        }
    }
}
