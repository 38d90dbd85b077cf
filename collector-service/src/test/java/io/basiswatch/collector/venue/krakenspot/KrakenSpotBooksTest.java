package io.basiswatch.collector.venue.krakenspot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.basiswatch.collector.feed.Request;
import io.basiswatch.collector.venue.DecoderRun;
import io.basiswatch.collector.venue.RandomBook.Level;
import io.basiswatch.model.DepthProfile;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Quote;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The books of Kraken's spot market, and what happens to them when something goes wrong. */
class KrakenSpotBooksTest {
    private static final String PAIR = "BTC/USD";
    private static final String TICKER =
            "{\"channel\":\"ticker\",\"type\":\"update\",\"data\":[{\"symbol\":\"BTC/USD\",\"bid\":98.0,\"bid_qty\":1,"
                    + "\"ask\":102.0,\"ask_qty\":1}]}";

    private final DecoderRun kraken = new DecoderRun(new KrakenSpotFeed(), "wss://ws.kraken.com/v2");
    private final List<Level> bids = new ArrayList<>(levels("99.0 1.50000000", "98.0 2.00000000"));
    private final List<Level> asks = new ArrayList<>(levels("101.0 0.02000000", "102.0 1.00000000"));

    private static List<Level> levels(String... rows) {
        return Stream.of(rows)
                .map(row -> row.split(" "))
                .map(parts -> new Level(new BigDecimal(parts[0]), new BigDecimal(parts[1])))
                .toList();
    }

    private List<MarketEvent> snapshot() {
        return kraken.push(KrakenWire.book(true, PAIR, bids, asks, KrakenWire.checksum(bids, asks)));
    }

    /** Changes the quantity of the best bid. */
    private String change(String quantity) {
        List<Level> changed = levels("99.0 " + quantity);
        bids.set(0, changed.getFirst());
        return KrakenWire.book(false, PAIR, changed, List.of(), KrakenWire.checksum(bids, asks));
    }

    private static Request again(int depth) {
        String rest = ",\"params\":{\"channel\":\"book\",\"symbol\":[\"BTC/USD\"],\"depth\":" + depth + "}}";
        return new Request.Say(
                "test", List.of("{\"method\":\"unsubscribe\"" + rest, "{\"method\":\"subscribe\"" + rest));
    }

    private static List<DepthProfile> profiles(List<MarketEvent> events) {
        return events.stream()
                .filter(DepthProfile.class::isInstance)
                .map(DepthProfile.class::cast)
                .toList();
    }

    @Test
    void profilesABookWhoseChecksumIsOverTheNumbersAsPrinted() {
        // When
        snapshot();
        List<DepthProfile> after = profiles(kraken.push(change("0.00044780")));

        // Then
        assertThat(after).hasSize(1);
        assertThat(after.getFirst().bands().getLast().bidNotional()).isEqualTo(99 * 0.0004478 + 98 * 2);
        assertThat(kraken.requests()).isEmpty();
    }

    @Test
    void keepsOnlyTheLevelsThatAreSubscribedSoThatNoStaleOneReturns() {
        // Given: ten levels of each side, as subscribed
        kraken.push(KrakenWire.subscribed(PAIR, 10));
        List<Level> tenBids = new ArrayList<>();
        List<Level> tenAsks = new ArrayList<>();
        for (int level = 0; level < 10; level++) {
            tenBids.addAll(levels((99 - level) + ".0 1.0"));
            tenAsks.addAll(levels((101 + level) + ".0 1.0"));
        }
        kraken.push(KrakenWire.book(true, PAIR, tenBids, tenAsks, KrakenWire.checksum(tenBids, tenAsks)));

        // When: a better bid pushes 90.0 out, which changes unseen; then the better bid goes and 90.0 is told again
        Level better = levels("99.5 3.0").getFirst();
        Level gone = levels("99.5 0.0").getFirst();
        Level back = levels("90.0 7.0").getFirst();
        List<Level> pushed = new ArrayList<>(tenBids.subList(0, 9));
        pushed.addFirst(better);
        List<Level> returned = new ArrayList<>(tenBids.subList(0, 9));
        returned.add(back);
        kraken.push(KrakenWire.book(false, PAIR, List.of(better), List.of(), KrakenWire.checksum(pushed, tenAsks)));
        List<MarketEvent> last = kraken.push(
                KrakenWire.book(false, PAIR, List.of(gone, back), List.of(), KrakenWire.checksum(returned, tenAsks)));

        // Then
        assertThat(kraken.events(FeedGap.class)).isEmpty();
        assertThat(profiles(last)).hasSize(1);
    }

    @Test
    void doesNotReachBeyondTheLevelsThatAreSubscribed() {
        // Given
        kraken.push(KrakenWire.subscribed(PAIR, 10));
        List<Level> tenBids = new ArrayList<>();
        List<Level> tenAsks = new ArrayList<>();
        for (int level = 0; level < 10; level++) {
            tenBids.add(new Level(BigDecimal.valueOf(9_990 - level * 8L, 2), BigDecimal.ONE));
            tenAsks.add(new Level(BigDecimal.valueOf(10_010 + level * 8L, 2), BigDecimal.ONE));
        }

        // When: they end 0.82 % from mid
        List<MarketEvent> events =
                kraken.push(KrakenWire.book(true, PAIR, tenBids, tenAsks, KrakenWire.checksum(tenBids, tenAsks)));

        // Then
        assertThat(profiles(events).getFirst().bands())
                .extracting(DepthProfile.Band::percent)
                .containsExactly(0.1, 0.5);
    }

    @Test
    void oneLevelThatWasCorruptedBreaksTheChecksum() {
        // Given
        snapshot();

        // When: the frame says 1.6 where the venue wrote 1.7
        List<MarketEvent> events = kraken.push(change("1.70000000").replace("1.70000000", "1.60000000"));

        // Then
        assertThat(events)
                .extracting(event -> ((FeedGap) event).scope(), event -> ((FeedGap) event).stream())
                .containsExactly(tuple(FeedGap.Scope.DEPTH, "book"), tuple(FeedGap.Scope.QUOTES, "book"));
        assertThat(((FeedGap) events.getFirst()).reason()).contains("checksum");
        assertThat(kraken.requests()).containsExactly(again(10));
    }

    @Test
    void tellsNothingFromBeforeAMismatchUntilTheSnapshot() {
        // Given
        snapshot();
        kraken.push(change("1.70000000").replace("1.70000000", "1.60000000"));

        // When
        List<MarketEvent> before = kraken.push(change("1.80000000"));
        List<MarketEvent> healed = snapshot();

        // Then
        assertThat(before).isEmpty();
        assertThat(healed).hasExactlyElementsOfTypes(DepthProfile.class, Quote.class);
    }

    @Test
    void noticesALostChangeByTheNextOne() {
        // Given
        snapshot();
        change("1.70000000");
        bids.addAll(levels("97.0 1.0"));

        // When: neither was sent
        List<MarketEvent> events = kraken.push(
                KrakenWire.book(false, PAIR, levels("96.0 0.0"), List.of(), KrakenWire.checksum(bids, asks)));

        // Then
        assertThat(events).hasSize(2).hasOnlyElementsOfType(FeedGap.class);
    }

    @Test
    void asksForTheDepthThatWasSubscribed() {
        // Given
        kraken.push(KrakenWire.subscribed(PAIR, 1_000));
        snapshot();

        // When
        kraken.push(change("1.70000000").replace("1.70000000", "1.60000000"));

        // Then
        assertThat(kraken.requests()).containsExactly(again(1_000));
    }

    @Test
    void asksForASnapshotThatDoesNotComeAfterTheSubscription() {
        // Given
        kraken.push(KrakenWire.subscribed(PAIR, 1_000));

        // When
        for (int second = 0; second < 7; second++) {
            kraken.push(change("1." + second));
        }

        // Then
        assertThat(kraken.events()).isEmpty();
        assertThat(kraken.requests()).containsExactly(again(1_000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"qty\":1.7|\"qty\":-1.7",
                "\"qty\":1.7|\"qty\":1e400",
                "\"qty\":1.7|\"qty\":\"1.7\"",
                "\"price\":99.0|\"price\":0",
                "\"asks\"|\"offers\"",
                "\"symbol\"|\"tokens\"",
                "\"checksum\"|\"sum\"",
                "}]}|"
            })
    void losesTheBooksOfASocketByAMessageThatCannotBeReadBecauseTheChecksumSeesTheBestLevelsOnly(String damage) {
        // Given
        snapshot();
        String[] parts = damage.split("\\|", 2);

        // When
        List<MarketEvent> none = kraken.push(change("1.7").replace(parts[0], parts[1]));
        List<MarketEvent> next = kraken.push("{\"channel\":\"heartbeat\"}");

        // Then
        assertThat(none).isEmpty();
        assertThat(kraken.rejected()).hasSize(1);
        assertThat(next).hasSize(2).hasOnlyElementsOfType(FeedGap.class);
        assertThat(kraken.requests()).hasSize(1);
    }

    @Test
    void aTradeThatCannotBeReadLeavesTheBooksAlone() {
        // Given
        snapshot();

        // When
        kraken.push("{\"channel\":\"trade\",\"type\":\"update\",\"data\":[{\"symbol\":\"BTC/USD\"}]}");

        // Then
        assertThat(kraken.rejected()).hasSize(1);
        assertThat(profiles(kraken.push(change("1.7")))).hasSize(1);
    }

    @Test
    void leavesTheQuotesToTheTickerWhereThereIsOne() {
        // Given
        kraken.push(TICKER);

        // When
        List<MarketEvent> events = snapshot();
        List<MarketEvent> broken = kraken.push(change("1.7").replace("1.7", "1.6"));

        // Then: and a gap of the book is none of the ticker
        assertThat(events).hasExactlyElementsOfTypes(DepthProfile.class);
        assertThat(broken)
                .singleElement()
                .extracting(event -> ((FeedGap) event).scope())
                .isEqualTo(FeedGap.Scope.DEPTH);
    }

    @Test
    void takesNothingOverFromAClosedConnection() {
        // Given
        snapshot();
        kraken.close("test");

        // When
        List<MarketEvent> early = kraken.push(change("1.7"));

        // Then
        assertThat(early).isEmpty();
        assertThat(profiles(snapshot())).hasSize(1);
    }

    @Test
    void readsAMessageWhoseFieldsComeInAnotherOrder() {
        // When
        kraken.push("{\"data\":[{\"checksum\":" + KrakenWire.checksum(bids, asks) + ",\"asks\":[{\"qty\":0.02000000,"
                + "\"price\":101.0},{\"qty\":1.00000000,\"price\":102.0}],\"bids\":[{\"qty\":1.50000000,\"price\":99.0},"
                + "{\"qty\":2.00000000,\"price\":98.0}],\"symbol\":\"BTC/USD\"}],\"type\":\"snapshot\","
                + "\"channel\":\"book\"}");

        // Then
        assertThat(kraken.events(DepthProfile.class)).hasSize(1);
    }

    @Test
    void losesADeepBookWhoseTimeRunsBackwardsBecauseTheChecksumCoversTheBestLevelsOnly() {
        // Given: eleven bids of a hundred that are subscribed
        kraken.push(KrakenWire.subscribed(PAIR, 100));
        for (int level = 2; level < 11; level++) {
            bids.addAll(levels((99 - level) + ".0 1.0"));
        }
        snapshot();
        kraken.push(far("3.0").replace("17:48:24", "17:48:26"));

        // When: both are of the eleventh level and have changed places
        kraken.push(far("2.0").replace("17:48:24", "17:48:25"));

        // Then
        assertThat(kraken.events(FeedGap.class)).isNotEmpty();
        assertThat(kraken.requests()).hasSize(1);
    }

    private String far(String quantity) {
        return KrakenWire.book(false, PAIR, levels("89.0 " + quantity), List.of(), KrakenWire.checksum(bids, asks));
    }
}
