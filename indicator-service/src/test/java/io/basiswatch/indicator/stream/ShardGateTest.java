package io.basiswatch.indicator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.model.ClockTick;
import io.basiswatch.model.EventBatch;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.FundingRate;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.Liquidation;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Shard;
import io.basiswatch.model.Side;
import io.basiswatch.model.Stamp;
import io.basiswatch.model.Trade;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.Test;

class ShardGateTest {
    private static final Instrument BTC = Instrument.parse("okx:BTC-USDT-PERP");
    private static final String ONE = "okx";
    private static final String TWO = "okx+2";

    private final ShardGate gate = new ShardGate();
    private long offset = 100;

    /** What counts of these events of a shard. */
    private List<MarketEvent> take(String shard, long epoch, MarketEvent... events) {
        return gate.take(offset++, new EventBatch("BTC", "c", new Shard(shard, epoch, false), List.of(events)))
                .events();
    }

    private List<MarketEvent> tick(double second) {
        ClockTick tick = new ClockTick("BTC", stamp(second, second, -1));
        return gate.take(offset++, new EventBatch("BTC", "c", List.of(tick))).events();
    }

    private static Stamp stamp(double happened, double received, long sequence) {
        return new Stamp(micros(happened), micros(received), sequence, Origin.LIVE);
    }

    private static long micros(double second) {
        return 1_800_000_000_000_000L + Math.round(second * 1e6);
    }

    private static Quote quote(double happened, double received, long sequence) {
        return new Quote(BTC, stamp(happened, received, sequence), 99, 1, 101, 1);
    }

    private static Trade trade(double second, String id) {
        return new Trade(BTC, stamp(second, second, -1), id, 100, 1, 100, Side.BUY);
    }

    private static Liquidation liquidation(double happened, double received) {
        return new Liquidation(
                BTC,
                stamp(happened, received, -1),
                100,
                1,
                100,
                Liquidation.Position.LONG,
                Liquidation.Completeness.COMPLETE);
    }

    private static FeedGap gap(double second, FeedGap.Scope scope) {
        return new FeedGap(BTC, stamp(second, second, -1), "stream", micros(second - 1), "lost", scope);
    }

    @Test
    void whatALowerEpochTellsIsFencedOffAndCounted() {
        // Given
        assertThat(take(ONE, 7, trade(1, "a"))).hasSize(1);
        assertThat(take(ONE, 9, trade(2, "b"))).hasSize(1);

        // When
        List<MarketEvent> ofOldOwner = take(ONE, 7, trade(3, "c"), trade(3, "d"));
        List<MarketEvent> ofAnotherShard = take("bybit", 3, trade(3, "e"));
        List<MarketEvent> ofNoShard = tick(4);

        // Then
        assertThat(ofOldOwner).isEmpty();
        assertThat(ofAnotherShard).hasSize(1);
        assertThat(ofNoShard).hasSize(1);
        assertThat(gate.takeCounts().fenced()).isEqualTo(Map.of(ONE, 2L));
        assertThat(gate.takeCounts().fenced()).isEmpty();
    }

    @Test
    void aRestartFencesOffTheSameFromTheCommittedPlaceOn() {
        // Given epochs that began before the place that is committed, and one that began behind it
        take(ONE, 7, trade(1, "a"));
        take(ONE, 9, trade(2, "b"));
        long place = offset;
        take("bybit", 4, trade(3, "c"));
        take(ONE, 12, trade(4, "d"));
        String text = gate.text(place);

        // When
        ShardGate restarted = new ShardGate();
        restarted.resume(text);

        // Then
        assertThat(text).isEqualTo("okx=9");
        assertThat(epochs(restarted, 7, 9, 8, 12, 9)).containsExactly(9L, 12L);
    }

    /** The epochs of those batches of the first shard that count. */
    private static List<Long> epochs(ShardGate gate, long... epochs) {
        List<Long> counting = new ArrayList<>();
        for (long epoch : epochs) {
            EventBatch batch = new EventBatch("BTC", "c", new Shard(ONE, epoch, false), List.of(trade(1, "a")));
            if (!gate.take(200, batch).events().isEmpty()) {
                counting.add(epoch);
            }
        }
        return counting;
    }

    @Test
    void ofTwoReplicasTheNewerQuoteByTheVenuesTimeAndNumberCounts() {
        // Given
        take(ONE, 1, quote(1, 1.1, 10));

        // When
        List<MarketEvent> same = take(TWO, 1, quote(1, 1.2, 10));
        List<MarketEvent> newerNumber = take(TWO, 1, quote(1, 1.3, 11));
        List<MarketEvent> older = take(ONE, 1, quote(0.9, 1.4, 9));
        List<MarketEvent> newer = take(ONE, 1, quote(1.5, 1.6, 3));

        // Then
        assertThat(same).isEmpty();
        assertThat(newerNumber).hasSize(1);
        assertThat(older).isEmpty();
        assertThat(newer).hasSize(1);
        assertThat(gate.takeCounts().repeated()).isEqualTo(2);
    }

    @Test
    void whatAStandingFigureSaysAgainCountsWhoeverSaysIt() {
        // Given
        take(ONE, 1, quote(1, 1.1, -1));

        // When
        List<MarketEvent> sameAtOnce = take(TWO, 1, quote(1, 1.2, -1));
        List<MarketEvent> sameMuchLater = take(TWO, 1, quote(1, 9, -1));

        // Then
        assertThat(sameAtOnce).isEmpty();
        assertThat(sameMuchLater).hasSize(1);
    }

    @Test
    void aPaymentCountsOnceHoweverLateTheOtherReplicaTellsIt() {
        // Given
        take(ONE, 1, payment(10));

        // When
        List<MarketEvent> again = take(TWO, 1, payment(70));

        // Then
        assertThat(again).isEmpty();
    }

    private static FundingRate payment(double received) {
        return new FundingRate(
                BTC,
                stamp(0, received, -1),
                FundingRate.Kind.SETTLED,
                0.0001,
                Optional.of(Duration.ofHours(8)),
                micros(0));
    }

    @Test
    void twoLiquidationsThatAreAlikeCountTwiceAndNoMore() {
        // When two replicas tell the same two liquidations, and a later owner of one tells one of them again
        int counting = take(ONE, 1, liquidation(1, 1.1), liquidation(1, 1.2)).size();
        counting += take(TWO, 1, liquidation(1, 1.3), liquidation(1, 1.4)).size();
        counting += take(ONE, 2, liquidation(1, 1.5)).size();

        // Then
        assertThat(counting).isEqualTo(2);
    }

    @Test
    void aGapOfOneReplicaIsNoneWhileTheOtherIsWhole() {
        // Given both have quoted
        take(ONE, 1, quote(1, 1.1, 1));
        take(TWO, 1, quote(2, 2.1, 2));

        // When
        List<MarketEvent> atOnce = take(ONE, 1, gap(3, FeedGap.Scope.QUOTES));
        List<MarketEvent> next = take(TWO, 1, quote(4, 4.1, 3));
        List<MarketEvent> later = tick(60);

        // Then
        assertThat(atOnce).isEmpty();
        assertThat(next).hasSize(1);
        assertThat(later).hasSize(1);
        assertThat(gate.takeCounts().bridged()).isEqualTo(1);
    }

    @Test
    void aGapIsToldWhereTheOtherReplicaSaysNothingAnyMore() {
        // Given
        take(ONE, 1, quote(1, 1.1, 1));
        take(TWO, 1, quote(2, 2.1, 2));
        FeedGap gap = gap(3, FeedGap.Scope.QUOTES);
        assertThat(take(ONE, 1, gap)).isEmpty();

        // When
        List<MarketEvent> before = tick(12.9);
        List<MarketEvent> after = tick(13.1);

        // Then
        assertThat(before).hasSize(1);
        assertThat(after).hasSize(2).contains(gap);
    }

    @Test
    void aGapOfBothIsAGap() {
        // Given
        take(ONE, 1, quote(1, 1.1, 1));
        take(TWO, 1, quote(2, 2.1, 2));
        FeedGap first = gap(3, FeedGap.Scope.QUOTES);
        FeedGap second = gap(3.5, FeedGap.Scope.QUOTES);
        take(ONE, 1, first);

        // When
        List<MarketEvent> told = take(TWO, 1, second);

        // Then both are told
        assertThat(told).containsExactly(first, second);

        // And what the first of them misses once the other is back is bridged again
        take(TWO, 1, quote(5, 5.1, 3));
        assertThat(take(ONE, 1, gap(6, FeedGap.Scope.QUOTES))).isEmpty();
    }

    @Test
    void ofAGapInEverythingOnlyThePartsAreToldInWhichNobodyIsWhole() {
        // Given the other replica tells quotes and trades, and nothing else
        take(TWO, 1, quote(2, 2.1, 2), trade(2.1, "a"));

        // When
        List<MarketEvent> told = take(ONE, 1, gap(3, FeedGap.Scope.ALL));

        // Then
        assertThat(told)
                .extracting(event -> ((FeedGap) event).scope())
                .containsExactlyInAnyOrder(FeedGap.Scope.MARKS, FeedGap.Scope.DEPTH);
    }

    @Test
    void aGapOfAShardWithoutReplicasIsToldAsItIs() {
        // Given
        take(ONE, 1, quote(1, 1.1, 1));
        FeedGap gap = gap(3, FeedGap.Scope.ALL);

        // When
        List<MarketEvent> told = take(ONE, 1, gap);

        // Then
        assertThat(told).containsExactly(gap);
    }

    @Test
    void slicesAreNoReplicasOfEachOther() {
        assertThat(Replica.of("okx/1of2")).isEqualTo(new Replica("okx/1of2", 1));
        assertThat(Replica.of("okx/1of2+2")).isEqualTo(new Replica("okx/1of2", 2));
        assertThat(Replica.of("okx+x")).isEqualTo(new Replica("okx+x", 1));
    }

    @Test
    void theCommitNamesTheMinuteAndTheEpochs() {
        // Given
        Optional<OffsetAndMetadata> commit = Optional.of(new OffsetAndMetadata(5, "1723161480000;okx/1of2+2=9,a=1"));
        Optional<OffsetAndMetadata> plain = Optional.of(new OffsetAndMetadata(5, "1723161480000"));

        // Then
        assertThat(PartitionLane.openMinute(commit)).hasValue(1_723_161_480_000_000L);
        assertThat(PartitionLane.epochs(commit)).isEqualTo("okx/1of2+2=9,a=1");
        assertThat(PartitionLane.openMinute(plain)).hasValue(1_723_161_480_000_000L);
        assertThat(PartitionLane.epochs(plain)).isEmpty();
        assertThat(PartitionLane.epochs(Optional.empty())).isEmpty();
    }
}
