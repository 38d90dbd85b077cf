package io.basiswatch.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.basiswatch.model.ClockTick;
import io.basiswatch.model.EventBatch;
import io.basiswatch.model.ExchangeReserve;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.InstrumentListed;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Trade;
import io.basiswatch.model.wire.EventCodec;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.http.ServerWebSocket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** The whole service: from a venue's socket to the log. */
@QuarkusTest
@QuarkusTestResource(LogAndVenue.class)
class CollectorTest {
    private static final int PARTITIONS = 12;

    FakeVenue venue;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @ConfigProperty(name = "collector.record-dir")
    Path recording;

    @ConfigProperty(name = "quarkus.management.test-port", defaultValue = "9001")
    int managementPort;

    @Test
    void framesOfAVenueBecomeEventsInTheLog() throws Exception {
        // Given
        List<String> frames = CapturedFrames.spot(0, 400);
        long quotes =
                frames.stream().filter(frame -> frame.contains("@bookTicker")).count();
        long trades = frames.stream().filter(frame -> frame.contains("@trade")).count();
        ServerWebSocket first = venue.connection();

        // When: half of the frames, a lost connection, the other half
        venue.run(() -> frames.subList(0, 200).forEach(first::writeTextMessage));
        venue.run(first::close);
        ServerWebSocket second = venue.connection();
        venue.run(() -> frames.subList(200, 400).forEach(second::writeTextMessage));

        // Then
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> log = consumer()) {
            Conditions.await(() -> quotes + " quotes and " + trades + " trades, there are " + summary(records), () -> {
                log.poll(Duration.ofMillis(100)).forEach(records::add);
                return count(records, Quote.class) >= quotes
                        && count(records, Trade.class) >= trades
                        && count(records, ExchangeReserve.class) > 0
                        && tickedPartitions(records) == PARTITIONS;
            });
        }
        assertThat(count(records, Quote.class)).isEqualTo(quotes);
        assertThat(count(records, Trade.class)).isEqualTo(trades);
        assertThat(count(records, InstrumentListed.class)).isEqualTo(2);
        assertThat(count(records, FeedGap.class)).isGreaterThanOrEqualTo(4);
        assertThat(ofEth(records).stream().filter(ExchangeReserve.class::isInstance))
                .as("what the configured file says")
                .extracting("entity", "amount")
                .containsOnly(tuple("binance", 4_250_000.5));
        assertThat(ofEth(records)).extracting(MarketEvent::receivedTime).isSorted();
        assertThat(records.stream()
                        .filter(record -> batch(record).events().stream().anyMatch(Quote.class::isInstance)))
                .allMatch(record -> new String(record.key(), StandardCharsets.UTF_8).equals("ETH"));
        Conditions.await(() -> "a recording in " + recording, this::isRecorded);
    }

    @Test
    void itIsReadyAndCountsWhatItDoes() throws IOException, InterruptedException {
        Conditions.await(() -> "ready", () -> get("/q/health/ready").statusCode() == 200);
        assertThat(get("/q/health/live").statusCode()).isEqualTo(200);
        assertThat(get("/q/metrics").body()).contains("basiswatch_stop_seconds_count{stop=\"publish\"");
    }

    private HttpResponse<String> get(String path) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI uri = URI.create("http://localhost:" + managementPort + path);
            return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean isRecorded() {
        try {
            String text = Files.readString(recording.resolve("binance-spot.ndjson"));
            return text.lines()
                                    .filter(line -> line.startsWith("{\"t\":\"recv\""))
                                    .count()
                            >= 400
                    && text.contains("{\"t\":\"http\"")
                    && text.contains("{\"t\":\"close\"");
        } catch (IOException e) {
            return false;
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> all = IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> new TopicPartition("market.events", partition))
                .toList();
        consumer.assign(all);
        consumer.seekToBeginning(all);
        return consumer;
    }

    private static EventBatch batch(ConsumerRecord<byte[], byte[]> record) {
        return EventCodec.decode(record.value());
    }

    private static List<MarketEvent> ofEth(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream()
                .map(CollectorTest::batch)
                .filter(batch -> batch.asset().equals("ETH"))
                .flatMap(batch -> batch.events().stream())
                .toList();
    }

    private static long count(List<ConsumerRecord<byte[], byte[]>> records, Class<? extends MarketEvent> kind) {
        return ofEth(records).stream().filter(kind::isInstance).count();
    }

    private static long tickedPartitions(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream()
                .filter(record -> batch(record).events().stream().anyMatch(ClockTick.class::isInstance))
                .map(ConsumerRecord::partition)
                .distinct()
                .count();
    }

    private static String summary(List<ConsumerRecord<byte[], byte[]>> records) {
        return count(records, Quote.class) + " and " + count(records, Trade.class) + ", ticks in "
                + tickedPartitions(records) + " partitions";
    }
}
