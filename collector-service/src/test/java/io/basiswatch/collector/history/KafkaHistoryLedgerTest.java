package io.basiswatch.collector.history;

import static io.basiswatch.collector.Conditions.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.collector.feed.Past;
import io.basiswatch.collector.publish.Log;
import io.basiswatch.model.Instrument;
import io.smallrye.reactive.messaging.kafka.companion.test.EmbeddedKafkaBroker;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The ledger in a real Kafka, read by two collectors. */
class KafkaHistoryLedgerTest {
    private static final HistoryKey DAYS = new HistoryKey(Instrument.parse("binance-spot:BTC-USDT"), Past.Kind.DAYS);
    private static final HistoryKey HOURS = new HistoryKey(Instrument.parse("binance-spot:BTC-USDT"), Past.Kind.HOURS);

    private static EmbeddedKafkaBroker broker;

    @BeforeAll
    static void startKafka() {
        broker = new EmbeddedKafkaBroker()
                .withNodeId(0)
                .withDeleteLogDirsOnClose(true)
                .start();
    }

    @AfterAll
    static void stopKafka() {
        broker.close();
    }

    @Test
    void whatOneCollectorKeptTheNextOneKnowsAndTheOthersLearn() throws Exception {
        // Given
        String servers = broker.getAdvertisedListeners();
        try (HistoryLedger other = KafkaHistoryLedger.open(servers, "history")) {
            HistoryLedger first = KafkaHistoryLedger.open(servers, "history");
            first.keep(DAYS, new Told(5, 10));
            first.keep(DAYS, new Told(1, 10));
            first.close();

            // When
            await(
                    () -> "the other one knows " + other.told(DAYS),
                    () -> other.told(DAYS).equals(new Told(1, 10)));
            try (HistoryLedger second = KafkaHistoryLedger.open(servers, "history")) {
                // Then
                assertThat(second.told(DAYS)).isEqualTo(new Told(1, 10));
                assertThat(second.told(HOURS)).isEqualTo(Told.NOTHING);
            }
        }
    }

    @Test
    void aRecordThatCannotBeReadIsPassedOver() throws Exception {
        // Given
        String servers = broker.getAdvertisedListeners();
        KafkaHistoryLedger.open(servers, "poisoned").close();
        try (Producer<byte[], byte[]> producer = Log.producer(servers)) {
            producer.send(new ProducerRecord<>("poisoned", 0, bytes("rubbish"), bytes("rubbish")))
                    .get();
            producer.send(new ProducerRecord<>("poisoned", 0, bytes(DAYS.toString()), bytes("{}")))
                    .get();
            producer.send(new ProducerRecord<>("poisoned", 0, bytes(HOURS.toString()), bytes(new Told(1, 2).json())))
                    .get();
        }

        // When
        try (HistoryLedger ledger = KafkaHistoryLedger.open(servers, "poisoned")) {
            // Then
            assertThat(ledger.told(DAYS)).isEqualTo(Told.NOTHING);
            assertThat(ledger.told(HOURS)).isEqualTo(new Told(1, 2));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
