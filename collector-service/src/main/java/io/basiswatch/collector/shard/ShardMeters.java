package io.basiswatch.collector.shard;

import io.basiswatch.collector.shard.Surroundings.Beginning;
import io.basiswatch.collector.shard.Surroundings.Ending;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** Counts, times and logs what happens to shards. */
final class ShardMeters implements Surroundings.Journal {
    private static final Logger LOG = Logger.getLogger(ShardMeters.class);

    private final MeterRegistry registry;
    private final AtomicLong held = new AtomicLong();
    private final Map<ShardName, AtomicLong> epochs = new ConcurrentHashMap<>();

    ShardMeters(MeterRegistry registry) {
        this.registry = registry;
        registry.gauge("basiswatch_shards_held", held);
    }

    @Override
    public void began(ShardName shard, long epoch, Beginning how, long nanos) {
        long millis = TimeUnit.NANOSECONDS.toMillis(nanos);
        LOG.infof("%s: %s, epoch %d, after %d ms", shard, word(how), epoch, millis);
        if (how != Beginning.CLAIMED_AGAIN) {
            held.incrementAndGet();
        }
        epoch(shard).set(epoch);
        Timer.builder("basiswatch_shard_handover")
                .tag("shard", shard.toString())
                .tag("reason", word(how))
                .register(registry)
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void ended(ShardName shard, Ending how, boolean hadBegun) {
        LOG.infof("%s: ended here, %s", shard, word(how));
        if (hadBegun) {
            held.decrementAndGet();
        }
        epoch(shard).set(0);
        registry.counter("basiswatch_shards_ended", "shard", shard.toString(), "reason", word(how))
                .increment();
    }

    /** 0 while it runs elsewhere. */
    private AtomicLong epoch(ShardName shard) {
        return epochs.computeIfAbsent(
                shard,
                name -> registry.gauge("basiswatch_shard_epoch", Tags.of("shard", name.toString()), new AtomicLong()));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
