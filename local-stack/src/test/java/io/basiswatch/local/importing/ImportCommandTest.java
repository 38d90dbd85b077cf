package io.basiswatch.local.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basiswatch.collector.publish.Log;
import io.basiswatch.local.CommandFailure;
import io.basiswatch.local.Klines;
import io.basiswatch.model.Candle;
import io.basiswatch.model.EventBatch;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Origin;
import io.basiswatch.model.wire.EventCodec;
import io.smallrye.reactive.messaging.kafka.companion.test.EmbeddedKafkaBroker;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {
    private static final int PARTITIONS = 12;
    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final long NOW_MICROS = NOW.toEpochMilli() * 1_000;

    private static EmbeddedKafkaBroker broker;

    @TempDir
    private Path folder;

    @BeforeAll
    static void startLog() throws Exception {
        // The broker tells of every step of its start.
        Logger.getLogger("").setLevel(Level.SEVERE);
        broker = new EmbeddedKafkaBroker()
                .withNodeId(0)
                .withAdditionalProperties(properties -> properties.put("auto.create.topics.enable", "false"))
                .start();
        assertThatThrownBy(() -> EventLog.connect(kafka(), Clock.systemUTC()))
                .isInstanceOf(CommandFailure.class)
                .hasMessage("the Kafka at " + kafka() + " has no topic market.events");
        Log.ensureTopic(kafka(), EventLog.TOPIC, PARTITIONS);
    }

    @AfterAll
    static void stopLog() {
        broker.close();
    }

    private static String kafka() {
        return broker.getAdvertisedListeners().replaceFirst("^.*//", "");
    }

    private String minutes(String series, int count) {
        return series + "="
                + Klines.write(folder.resolve(series.replace(':', '_')), START, Duration.ofMinutes(1), count, 2000);
    }

    private static String run(String... files) {
        List<String> arguments = new ArrayList<>(List.of("--kafka", kafka()));
        arguments.addAll(List.of(files));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int status = ImportCommand.run(
                arguments, new PrintStream(out, true, StandardCharsets.UTF_8), Clock.fixed(NOW, ZoneOffset.UTC));
        assertThat(status).isZero();
        return out.toString(StandardCharsets.UTF_8);
    }

    /** The records that came to the log while {@code action} ran, partition by partition. */
    private static List<ConsumerRecord<byte[], byte[]>> recordsOf(Runnable action) {
        List<TopicPartition> partitions = IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> new TopicPartition(EventLog.TOPIC, partition))
                .toList();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka()), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            Map<TopicPartition, Long> before = new HashMap<>(consumer.endOffsets(partitions));
            action.run();
            Map<TopicPartition, Long> after = consumer.endOffsets(partitions);
            consumer.assign(partitions);
            before.forEach(consumer::seek);
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < after.get(partition))) {
                consumer.poll(Duration.ofSeconds(1)).forEach(records::add);
            }
            return records;
        }
    }

    @Test
    void appendsEveryCandleOnceInOrderAsTheCollectorWould() {
        // Given: more than one wave of the publisher, and two assets
        String ether = minutes("binance-spot:ETH-USDT:1m", 5_000);
        String bitcoin = minutes("binance-usdm:BTC-USDT-PERP:1m", 100);

        // When
        List<ConsumerRecord<byte[], byte[]>> records = recordsOf(() -> assertThat(run(ether, bitcoin))
                .contains("5,000 rows, 5,000 events\n")
                .contains("100 rows, 100 events\n")
                .contains("5,100 events sent to " + kafka()));

        // Then
        List<MarketEvent> events = new ArrayList<>();
        Map<String, Set<Integer>> partitions = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            EventBatch batch = EventCodec.decode(record.value());
            assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo(batch.asset());
            assertThat(batch.collector()).isEqualTo("import");
            events.addAll(batch.events());
            partitions.computeIfAbsent(batch.asset(), asset -> new TreeSet<>()).add(record.partition());
        }
        assertThat(partitions).containsOnlyKeys("BTC", "ETH");
        assertThat(partitions.values()).allSatisfy(homes -> assertThat(homes).hasSize(1));
        List<Candle> candles = events.stream()
                .filter(event -> event.asset().equals("ETH"))
                .map(Candle.class::cast)
                .toList();
        assertThat(candles).hasSize(5_000);
        assertThat(candles.stream().map(Candle::openTime).toList()).isSorted().doesNotHaveDuplicates();
        assertThat(candles.stream().map(Candle::receivedTime).toList())
                .isSorted()
                .doesNotHaveDuplicates()
                .allMatch(time -> time >= NOW_MICROS && time < NOW_MICROS + 1_000_000);
        assertThat(candles)
                .allMatch(candle -> candle.stamp().origin() == Origin.BACKFILL
                        && candle.stamp().eventTime() == candle.closeTime());
    }

    @Test
    void sendsNothingWhereOneFileHasABrokenRow() throws Exception {
        // Given
        String good = minutes("binance-spot:ETH-USDT:1m", 10);
        Path bad = Klines.write(folder.resolve("bad"), START, Duration.ofMinutes(1), 10, 2000);
        List<String> rows = new ArrayList<>(Files.readAllLines(bad));
        rows.set(6, rows.get(6).replace(",10,", ",-10,"));
        Files.write(bad, rows);

        // When
        List<ConsumerRecord<byte[], byte[]>> records =
                recordsOf(() -> assertThatThrownBy(() -> run(good, "binance-spot:BTC-USDT:1m=" + bad))
                        .isInstanceOf(CommandFailure.class)
                        .hasMessage(bad + ", row 7: volume is below 0: -10"));

        // Then
        assertThat(records).isEmpty();
    }

    @Test
    void refusesACandleThatIsNotOver() {
        // Given
        Path file = Klines.write(
                folder.resolve("today"), Instant.parse("2026-11-21T00:00:00Z"), Duration.ofDays(1), 2, 2000);

        // When / Then
        assertThatThrownBy(() -> run("binance-spot:ETH-USDT:1d=" + file))
                .isInstanceOf(CommandFailure.class)
                .hasMessage(file + ", row 2: it ends at 2026-11-23T00:00:00Z, which is still to come");
    }

    @Test
    void saysInOneLineWhereThereIsNothingToImportInto() throws Exception {
        // Given
        String file = minutes("binance-spot:ETH-USDT:1m", 1);
        Path dead = Files.createDirectory(folder.resolve("dead"));
        Files.writeString(dead.resolve("kafka-address"), "localhost:1");

        // When
        Map<String, List<String>> nowhere = Map.of(
                "nothing runs with " + folder.resolve("none")
                        + " (start it by ./basiswatch up, or name another: --data DIR, --kafka HOST:PORT)",
                List.of("--data", folder.resolve("none").toString(), file),
                "no Kafka answers at localhost:1: is the system running?",
                List.of("--data", dead.toString(), file));

        // Then
        nowhere.forEach((complaint, arguments) -> assertThatThrownBy(() -> ImportCommand.run(arguments, System.out))
                .isInstanceOfSatisfying(
                        CommandFailure.class,
                        failure -> assertThat(failure.status()).isEqualTo(1))
                .hasMessage(complaint));
    }

    @Test
    void refusesWhatMakesNoSense() {
        // Given
        String file = minutes("binance-spot:ETH-USDT:1m", 1);

        // When
        Map<String, List<String>> wrong = Map.of(
                "at least one", List.of("--kafka", kafka()),
                "an archive is given as", List.of("binance-spot=" + folder),
                "no such file", List.of("binance-spot:ETH-USDT:1m=" + folder),
                "unknown option --speed", List.of("--speed", "4", file),
                "exclude each other", List.of("--kafka", kafka(), "--data", "x", file),
                "--kafka takes HOST:PORT", List.of("--kafka", "localhost", file));

        // Then
        wrong.forEach((complaint, arguments) -> assertThatThrownBy(() -> ImportCommand.run(arguments, System.out))
                .isInstanceOfSatisfying(
                        CommandFailure.class,
                        failure -> assertThat(failure.status()).isEqualTo(2))
                .hasMessageContaining(complaint));
    }
}
