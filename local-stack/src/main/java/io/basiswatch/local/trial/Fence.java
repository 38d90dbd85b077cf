package io.basiswatch.local.trial;

import io.basiswatch.model.EventBatch;
import io.basiswatch.model.Shard;
import java.util.HashMap;
import java.util.Map;

/** The rule by which readers drop what a collector writes that has lost its shard: written here once more, to check it. */
final class Fence {
    private final Map<String, Long> epochs = new HashMap<>();
    private long dropped;

    /** Whether readers take this batch. */
    boolean lets(EventBatch batch) {
        Shard shard = batch.shard();
        if (shard.isNone()) {
            return true;
        }
        long newest = epochs.merge(shard.name(), shard.epoch(), Math::max);
        if (shard.epoch() < newest) {
            dropped += batch.events().size();
            return false;
        }
        return true;
    }

    /** Events that were dropped. */
    long dropped() {
        return dropped;
    }
}
