package io.basiswatch.collector.shard;

import static io.basiswatch.collector.Conditions.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.model.FeedGap;
import io.smallrye.reactive.messaging.kafka.companion.test.EmbeddedKafkaBroker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Collections;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kafka is away for longer than the group waits for a member, and comes back with what it had. */
class KafkaAwayTest {
    @TempDir
    private Path log;

    private final int port = freePort();
    private final int controllerPort = freePort();
    private EmbeddedKafkaBroker broker = start();

    private EmbeddedKafkaBroker start() {
        return new EmbeddedKafkaBroker()
                .withClusterId("YmFzaXN3YXRjaC1hd2F5MQ")
                .withNodeId(0)
                .withKafkaPort(port)
                .withControllerPort(controllerPort)
                .withDeleteLogDirsOnClose(false)
                .withAdditionalProperties(properties -> {
                    properties.put("log.dir", log.resolve("kafka").toString());
                    properties.put("group.min.session.timeout.ms", "1000");
                    properties.put("group.initial.rebalance.delay.ms", "0");
                });
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void whatCameMeanwhileWaitsAndIsWrittenOnceWithoutAGap() throws Exception {
        // Given
        broker.start();
        try (Crowd crowd = new Crowd("localhost:" + port, "away")) {
            crowd.configure("a", "b");
            Crowd.Host host = crowd.host("collector-0");
            await(() -> "both run", () -> host.held() == 2);
            long before = crowd.venue.printed();

            // When: it is away while the venue prints what takes it five seconds
            broker.close();
            await(() -> "trades", () -> crowd.venue.printed() > before + 1_000);
            broker = start();
            broker.start();
            await(() -> "written", () -> host.hasWritten(before + 1_200));
            host.leave();

            // Then
            assertThat(crowd.accepted()).hasSize(2);
            crowd.accepted().forEach((shard, events) -> {
                var ids = Crowd.trades(events);
                assertThat(ids).as(shard).isSorted().doesNotHaveDuplicates();
                assertThat(ids.getLast()).isGreaterThan(before + 1_200);
                assertThat(LongStream.rangeClosed(ids.getFirst(), ids.getLast())
                                .filter(id -> Collections.binarySearch(ids, id) < 0))
                        .as("missing of " + shard)
                        .isEmpty();
                assertThat(Crowd.gaps(events))
                        .extracting(FeedGap::reason)
                        .containsExactly("the collector started", "stopped");
            });
        }
    }
}
