package io.basiswatch.local.stack;

import io.basiswatch.local.CommandFailure;
import io.smallrye.reactive.messaging.kafka.companion.test.EmbeddedKafkaBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/** A real Kafka broker, KRaft, in this JVM; its log is in the data folder and survives a restart. */
final class KafkaServer implements AutoCloseable {
    private static final short ONE_REPLICA = 1;
    private static final List<NewTopic> TOPICS = List.of(
            new NewTopic("market.events", 12, ONE_REPLICA),
            new NewTopic("indicator.updates", 12, ONE_REPLICA),
            new NewTopic("market.events.dlq", 1, ONE_REPLICA),
            // The board, and a seat for each of the thirteen venues; collectors add more where they need them.
            new NewTopic("collector.shards", 14, ONE_REPLICA).configs(Map.of("cleanup.policy", "compact")));
    /** A log belongs to one cluster, so that the id must be the same in every run. */
    private static final String CLUSTER = "YmFzaXN3YXRjaC1sb2NhbA";

    private final EmbeddedKafkaBroker broker;
    private final int port;
    private final Path addressFile;

    private KafkaServer(EmbeddedKafkaBroker broker, int port, Path addressFile) {
        this.broker = broker;
        this.port = port;
        this.addressFile = addressFile;
    }

    static KafkaServer start(DataDirectory data, int port, int controllerPort) {
        try {
            Path log = data.folder("kafka");
            EmbeddedKafkaBroker broker = new EmbeddedKafkaBroker()
                    .withClusterId(CLUSTER)
                    .withNodeId(1)
                    .withKafkaPort(port)
                    .withControllerPort(controllerPort)
                    .withDeleteLogDirsOnClose(false)
                    .withAdditionalProperties(properties -> configure(properties, log));
            broker.start();
            KafkaServer server = new KafkaServer(broker, port, data.kafkaAddress());
            server.createTopics();
            Files.writeString(data.kafkaAddress(), server.address());
            return server;
        } catch (IOException | RuntimeException e) {
            throw CommandFailure.failed(
                    "Kafka did not start: " + e.getMessage() + " (see " + data.log("infrastructure") + ")", e);
        }
    }

    private static void configure(Properties properties, Path log) {
        properties.put("log.dir", log.toString());
        properties.put("log.retention.hours", "24");
        properties.put("log.segment.bytes", Integer.toString(64 << 20));
        properties.put("auto.create.topics.enable", "false");
        // Nobody need wait here for more members of a group.
        properties.put("group.initial.rebalance.delay.ms", "0");
    }

    private void createTopics() {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, address()))) {
            Set<String> existing = admin.listTopics().names().get();
            Stream<NewTopic> missing = TOPICS.stream().filter(topic -> !existing.contains(topic.name()));
            admin.createTopics(missing.toList()).all().get();
        } catch (ExecutionException e) {
            throw CommandFailure.failed(
                    "Kafka's topics cannot be created: " + e.getCause().getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailure.failed("interrupted", e);
        }
    }

    private String address() {
        return "localhost:" + port;
    }

    Map<String, String> environment() {
        return Map.of("KAFKA_BOOTSTRAP_SERVERS", address());
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(addressFile);
        broker.close();
    }
}
