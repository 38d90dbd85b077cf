package io.basiswatch.indicator.stream;

import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Utils;

/**
 * Whether a partition is where an asset lives: the one that Kafka's default partitioner chooses for the asset as key.
 *
 * @param partition the partition
 * @param partitions how many there are
 */
record HomePartition(int partition, int partitions) implements Predicate<String> {
    @Override
    public boolean test(String asset) {
        byte[] key = asset.getBytes(StandardCharsets.UTF_8);
        return Utils.toPositive(Utils.murmur2(key)) % partitions == partition;
    }
}
