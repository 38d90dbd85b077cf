package io.basiswatch.indicator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;

class HomePartitionTest {
    @Test
    void isWhereKafkasOwnPartitionerPutsTheAsset() {
        // Given assets
        for (String asset : List.of("BTC", "ETH", "SOL", "USDT", "USDC", "DOGE")) {
            // When the partitioner of the collector's producer is asked
            int chosen = BuiltInPartitioner.partitionForKey(asset.getBytes(StandardCharsets.UTF_8), 12);

            // Then that partition is home, and no other
            for (int partition = 0; partition < 12; partition++) {
                assertThat(new HomePartition(partition, 12).test(asset)).isEqualTo(partition == chosen);
            }
        }
    }
}
