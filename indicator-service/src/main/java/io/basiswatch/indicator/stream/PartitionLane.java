package io.basiswatch.indicator.stream;

import io.basiswatch.indicator.EngineConfig;
import io.basiswatch.indicator.EngineCounts;
import io.basiswatch.indicator.EngineObserver;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.IndicatorEngine;
import io.basiswatch.indicator.StoredMinute;
import io.basiswatch.indicator.store.InstantValues;
import io.basiswatch.model.EventBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/** One partition of the log: its engine, the values that are not written yet, and from where it would be read again. */
final class PartitionLane {
    private static final long MICROS_PER_MILLI = 1_000;

    private final IndicatorEngine engine;
    private final LogPosition position = new LogPosition();
    private final List<InstantValues> pending = new ArrayList<>();
    private OffsetAndMetadata committed = new OffsetAndMetadata(0, "");

    PartitionLane(List<Indicator> indicators, HomePartition home, EngineObserver observer) {
        this.engine = new IndicatorEngine(
                indicators,
                EngineConfig.defaults(),
                home,
                (asset, instant, values) -> pending.add(new InstantValues(asset, instant, values)));
        engine.observe(observer);
    }

    /** The open minute, in microseconds since the epoch, that a commit names; empty where nothing was committed so. */
    static OptionalLong openMinute(Optional<OffsetAndMetadata> commit) {
        return commit.map(OffsetAndMetadata::metadata)
                .filter(metadata -> metadata.matches("\\d{1,15}"))
                .map(metadata -> OptionalLong.of(Long.parseLong(metadata) * MICROS_PER_MILLI))
                .orElse(OptionalLong.empty());
    }

    void resume(long openMinute, List<StoredMinute> stored) {
        engine.resume(openMinute, stored);
    }

    void accept(long offset, EventBatch batch) {
        position.read(offset, batch);
        engine.accept(batch);
    }

    void skip(long offset) {
        position.skip(offset);
    }

    /** Values that are not written yet. */
    List<InstantValues> pending() {
        return pending;
    }

    int pendingValues() {
        int values = 0;
        for (InstantValues instant : pending) {
            values += instant.values().size();
        }
        return values;
    }

    /** Everything up to here is safe. */
    void written() {
        pending.clear();
    }

    /** What is to be committed now that everything is written; empty where that has not changed. */
    Optional<OffsetAndMetadata> commit() {
        if (!pending.isEmpty()) {
            throw new IllegalStateException(pending.size() + " instants are not written");
        }
        OptionalLong open = engine.openMinute();
        if (open.isEmpty()) {
            return Optional.empty();
        }
        String minute = Long.toString(open.getAsLong() / MICROS_PER_MILLI);
        if (minute.equals(committed.metadata())) {
            return Optional.empty();
        }
        long offset = position.offset(open.getAsLong() - IndicatorEngine.warmUpMicros());
        committed = new OffsetAndMetadata(offset, minute);
        return Optional.of(committed);
    }

    EngineCounts counts() {
        return engine.counts();
    }
}
