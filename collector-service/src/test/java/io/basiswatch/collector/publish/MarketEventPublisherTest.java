package io.basiswatch.collector.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.model.ClockTick;
import io.basiswatch.model.EventBatch;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Shard;
import io.basiswatch.model.Stamp;
import io.basiswatch.model.wire.EventCodec;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MarketEventPublisherTest {
    private static final String TOPIC = "market.events";
    private static final int PARTITIONS = 12;
    private static final Set<String> ASSETS = Set.of("BTC", "ETH");

    private final MockProducer<byte[], byte[]> producer = new MockProducer<>(
            new Cluster(
                    "c",
                    List.of(new Node(0, "h", 1)),
                    IntStream.range(0, PARTITIONS)
                            .mapToObj(i -> new PartitionInfo(TOPIC, i, Node.noNode(), new Node[0], new Node[0]))
                            .toList(),
                    Set.of(),
                    Set.of()),
            false,
            null,
            new ByteArraySerializer(),
            new ByteArraySerializer());
    private final Partitions partitions = new Partitions(PARTITIONS, ASSETS);
    private final MarketEventPublisher publisher =
            new MarketEventPublisher(producer, TOPIC, PARTITIONS, "collector-1", ASSETS, 10, new SimpleMeterRegistry());

    @AfterEach
    void close() {
        acknowledgeAll();
        publisher.close();
    }

    private static Quote quote(String instrument, long time) {
        return new Quote(
                Instrument.parse(instrument), new Stamp(time, time, Stamp.NO_SEQUENCE, Origin.LIVE), 1, 1, 2, 1);
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + 10_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("ten seconds have passed").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private void acknowledgeAll() {
        await(() -> {
            while (producer.completeNext()) {}
            return publisher.waiting() == 0;
        });
    }

    private List<EventBatch> batches(int partition) {
        return producer.history().stream()
                .filter(record -> record.partition() == partition)
                .map(record -> EventCodec.decode(record.value()))
                .toList();
    }

    @Test
    void whatComesWhileARecordIsUnderWayBecomesTheNextOne() {
        // Given
        publisher.publish(quote("binance-spot:BTC-USDT", 1));
        await(() -> producer.history().size() == 1);

        // When
        publisher.publish(quote("binance-spot:BTC-USDT", 2));
        publisher.publish(quote("coinbase:BTC-USD", 3));
        producer.completeNext();
        await(() -> producer.history().size() == 2);

        // Then
        assertThat(batches(partitions.of("BTC")))
                .extracting(batch ->
                        batch.events().stream().map(MarketEvent::receivedTime).toList())
                .containsExactly(List.of(1L), List.of(2L, 3L));
        assertThat(batches(partitions.of("BTC")).getFirst().collector()).isEqualTo("collector-1");
        assertThat(new String(producer.history().getFirst().key())).isEqualTo("BTC");
    }

    @Test
    void ticksAndStablecoinsGoToEveryPartition() {
        // When
        publisher.publish(quote("coinbase:USDT-USD", 1));
        publisher.tick(2);
        acknowledgeAll();

        // Then
        for (int partition = 0; partition < PARTITIONS; partition++) {
            List<MarketEvent> events = batches(partition).stream()
                    .flatMap(batch -> batch.events().stream())
                    .toList();
            assertThat(events).hasSize(2);
            assertThat(events.getFirst()).isInstanceOf(Quote.class);
            assertThat(events.getLast()).isInstanceOf(ClockTick.class);
        }
        assertThat(batches(partitions.of("ETH")).getFirst().asset()).isEqualTo("ETH");
    }

    @Test
    void aRecordThatFailedIsSentAgain() {
        // Given
        publisher.publish(quote("binance-spot:BTC-USDT", 1));
        await(() -> producer.history().size() == 1);

        // When
        producer.errorNext(new IllegalStateException("broken"));
        await(() -> producer.history().size() == 2);

        // Then
        assertThat(batches(partitions.of("BTC")))
                .extracting(batch -> batch.events().getFirst().receivedTime())
                .containsExactly(1L, 1L);
        assertThat(publisher.waiting()).isEqualTo(1);
    }

    @Test
    void aRecordThatWasRefusedIsNotOvertakenByALaterOneOfItsWave() {
        // Given: both assets live in the one partition that is written to
        try (MarketEventPublisher narrow =
                new MarketEventPublisher(producer, TOPIC, 1, "collector-1", ASSETS, 10, new SimpleMeterRegistry())) {
            narrow.publish(quote("binance-spot:BTC-USDT", 1));
            await(() -> producer.history().size() == 1);
            narrow.publish(quote("binance-spot:BTC-USDT", 2));
            narrow.publish(quote("binance-spot:ETH-USDT", 3));
            producer.completeNext();
            await(() -> producer.history().size() == 2);

            // When
            producer.errorNext(new IllegalStateException("broken"));
            await(() -> {
                while (producer.completeNext()) {}
                return narrow.waiting() == 0;
            });
        }

        // Then
        assertThat(batches(0)).extracting(EventBatch::asset).containsExactly("BTC", "BTC", "BTC", "ETH");
    }

    @Test
    void aBatchThatIsTooLargeForTheLogGoesInParts() {
        // Given
        publisher.publish(quote("binance-spot:BTC-USDT", 1));
        await(() -> producer.history().size() == 1);
        List.of(2, 3, 4).forEach(time -> publisher.publish(quote("binance-spot:BTC-USDT", time)));
        producer.completeNext();
        await(() -> producer.history().size() == 2);

        // When: three at once are too many, and the first is so even alone
        producer.errorNext(new RecordTooLargeException("three"));
        await(() -> producer.history().size() == 3);
        producer.errorNext(new RecordTooLargeException("one"));
        acknowledgeAll();

        // Then
        assertThat(batches(partitions.of("BTC")))
                .extracting(batch ->
                        batch.events().stream().map(MarketEvent::receivedTime).toList())
                .containsExactly(List.of(1L), List.of(2L, 3L, 4L), List.of(2L), List.of(3L, 4L));
    }

    @Test
    void ticksDoNotPileUpWhileTheLogIsDown() {
        // Given
        publisher.tick(1);
        await(() -> producer.history().size() == PARTITIONS);

        // When: nothing is acknowledged
        for (int i = 2; i < 1_000; i++) {
            publisher.tick(i);
        }

        // Then
        assertThat(publisher.waiting()).isEqualTo(2 * PARTITIONS);
    }

    @Test
    void assetsOfOnePartitionShareAWaveOnlyAsLongAsReadersWaitForThem() {
        // Given: two assets in turn, over half a second
        ShardOutlet outlet = new ShardOutlet(Shard.NONE, () -> false, (way, event) -> {});
        Lane lane = new Lane(0, "BTC");
        for (int i = 0; i < 50; i++) {
            lane.add(outlet, quote(i % 2 == 0 ? "binance-spot:BTC-USDT" : "binance-spot:ETH-USDT", 10_000L * i));
        }

        // When
        List<EventBatch> wave =
                lane.take("c", 100).parts().stream().map(Wave.Part::batch).toList();

        // Then
        assertThat(wave)
                .extracting(batch -> batch.asset() + batch.events().size())
                .containsExactly("BTC6", "ETH5");
        assertThat(lane.take("c", 100).next().events().getFirst().receivedTime())
                .isEqualTo(110_000);
    }

    @Test
    void whenMoreWaitsThanMayReadingIsToStopUntilHalfIsFree() {
        // When
        for (int i = 0; i < 11; i++) {
            publisher.publish(quote("binance-spot:BTC-USDT", i));
        }

        // Then
        assertThat(publisher.isCongested()).isTrue();

        // When
        acknowledgeAll();

        // Then
        assertThat(publisher.isCongested()).isFalse();
    }

    @Test
    void runsOfOneAssetAreRecordsAndTheirOrderStays() {
        // Given: two assets that share a partition, of one partition only
        ShardOutlet outlet = new ShardOutlet(Shard.NONE, () -> false, (way, event) -> {});
        Lane lane = new Lane(0, "BTC");
        lane.add(outlet, quote("binance-spot:BTC-USDT", 1));
        lane.add(outlet, quote("coinbase:USDT-USD", 2));
        lane.add(outlet, quote("binance-spot:BTC-USDT", 3));
        lane.add(outlet, quote("binance-spot:ETH-USDT", 4));

        // When
        Wave wave = lane.take("c", 100);

        // Then
        assertThat(wave.parts().stream()
                        .map(Wave.Part::batch)
                        .map(batch -> batch.asset() + batch.events().size())
                        .collect(Collectors.joining(" ")))
                .isEqualTo("BTC3 ETH1");
        assertThat(lane.take("c", 100).isEmpty()).isTrue();
    }

    @Test
    void whatAShardSaysCarriesItsNameAndItsEpoch() {
        // Given: two shards of one asset, and one of them in a later turn
        Outlet spot = publisher.outlet(new Shard("binance-spot", 7, false));
        Outlet coinbase = publisher.outlet(new Shard("coinbase", 8, true));
        spot.publish(quote("binance-spot:BTC-USDT", 1));
        await(() -> producer.history().size() == 1);

        // When
        spot.publish(quote("binance-spot:BTC-USDT", 2));
        coinbase.publish(quote("coinbase:BTC-USD", 3));
        spot.publish(quote("binance-spot:BTC-USDT", 4));
        spot.shut();
        spot.publish(quote("binance-spot:BTC-USDT", 5));
        assertThat(spot.isWritten()).isFalse();
        assertThat(publisher.oldest()).hasValue(1);
        acknowledgeAll();

        // Then
        assertThat(batches(partitions.of("BTC")))
                .extracting(batch -> batch.shard().name()
                        + batch.shard().epoch()
                        + batch.events().stream().map(MarketEvent::receivedTime).toList())
                .containsExactly("binance-spot7[1]", "binance-spot7[2, 4]", "coinbase8[3]");
        assertThat(spot.isWritten()).isTrue();
        assertThat(publisher.oldest()).isEmpty();
    }

    @Test
    void whatComesAfterAVenueHasSaidThatItIsASimulationIsMarked() {
        // Given
        AtomicBoolean said = new AtomicBoolean();
        Outlet outlet = publisher.outlet(new Shard("okx", 7, false), said::get);
        // When
        outlet.publish(quote("okx:BTC-USDT", 1));
        await(() -> producer.history().size() == 1);
        said.set(true);
        outlet.publish(quote("okx:BTC-USDT", 2));
        acknowledgeAll();
        // Then
        assertThat(batches(partitions.of("BTC")))
                .extracting(batch -> batch.shard().simulated())
                .containsExactly(false, true);
    }

    @Test
    void anAssetLivesWhereKafkasOwnPartitionerWouldPutIt() {
        // Then: as the producer computes it
        for (String asset : List.of("BTC", "ETH", "SOL", "XRP")) {
            assertThat(partitions.of(asset))
                    .isEqualTo(BuiltInPartitioner.partitionForKey(asset.getBytes(), PARTITIONS));
        }
        assertThat(partitions.homeAsset(partitions.of("BTC"))).isEqualTo("BTC");
    }
}
