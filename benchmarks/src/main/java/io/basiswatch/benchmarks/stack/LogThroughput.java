package io.basiswatch.benchmarks.stack;

import io.basiswatch.benchmarks.RealEvents;
import io.basiswatch.benchmarks.Report;
import io.basiswatch.benchmarks.Report.Figure;
import io.basiswatch.model.ClockTick;
import io.basiswatch.model.EventBatch;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Stamp;
import io.basiswatch.model.series.SeriesKeys;
import io.basiswatch.model.wire.EventCodec;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Events per second from the log to the store: real events are appended as fast as the log takes them, and the time runs
 * until the values of the last one are in Redis.
 *
 * <p>The events are of many assets, so that all partitions are busy, in records of 100 ms each, as a busy collector would
 * write them.
 */
final class LogThroughput {
    private static final String TOPIC = "market.events";
    private static final int ASSETS = 24;
    private static final long RECORD_MICROS = 100_000;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration POLL = Duration.ofMillis(10);

    private final Stack stack;
    private final List<String> assets =
            IntStream.range(0, ASSETS).mapToObj(i -> "BENCH" + i).toList();

    LogThroughput(Stack stack) {
        this.stack = stack;
    }

    /** A record of the log, ready to be sent. */
    private record Encoded(String asset, byte[] bytes) {}

    void measure(String captures, int count, Report report) throws Exception {
        long start = ChronoUnit.MICROS.between(
                Instant.EPOCH, Clock.systemUTC().instant().plusSeconds(2));
        List<MarketEvent> events = RealEvents.crowd(captures, assets, start, count);
        long last = events.getLast().receivedTime();
        List<Encoded> records = records(events);
        records.addAll(ticks(last));

        long before = System.nanoTime();
        publish(records);
        double published = seconds(before);
        awaitProgress(Resolution.SECOND.floor(last) / 1_000, before);
        double stored = seconds(before);

        Map<String, String> parameters = Map.of(
                "events", String.valueOf(events.size()),
                "records", String.valueOf(records.size()),
                "assets", String.valueOf(ASSETS));
        report.add(new Figure("log_append", parameters, events.size() / published, Double.NaN, "events/s"));
        report.add(new Figure("log_to_store", parameters, events.size() / stored, Double.NaN, "events/s"));
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    /** The events of one asset and one tenth of a second are one record; records are in the order of time. */
    private static List<Encoded> records(List<MarketEvent> events) {
        List<Encoded> records = new ArrayList<>();
        Map<String, List<MarketEvent>> open = new HashMap<>();
        long tenth = 0;
        for (MarketEvent event : events) {
            long now = event.receivedTime() / RECORD_MICROS;
            if (now != tenth) {
                open.forEach((asset, batch) -> records.add(encoded(asset, batch)));
                open.clear();
                tenth = now;
            }
            open.computeIfAbsent(event.asset(), asset -> new ArrayList<>()).add(event);
        }
        open.forEach((asset, batch) -> records.add(encoded(asset, batch)));
        return records;
    }

    private static Encoded encoded(String asset, List<MarketEvent> events) {
        return new Encoded(asset, EventCodec.encode(new EventBatch(asset, "benchmark", events)));
    }

    /** Time must pass the last event's instant and its grace, or nothing would be computed from it. */
    private List<Encoded> ticks(long last) {
        List<Encoded> ticks = new ArrayList<>();
        for (int second = 1; second <= 2; second++) {
            long at = last + second * Resolution.SECOND.micros();
            Stamp stamp = new Stamp(at, at, Stamp.NO_SEQUENCE, Origin.LIVE);
            assets.forEach(asset -> ticks.add(encoded(asset, List.of(new ClockTick(asset, stamp)))));
        }
        return ticks;
    }

    private void publish(List<Encoded> records) {
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                stack.kafka(),
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.LINGER_MS_CONFIG,
                5,
                ProducerConfig.BATCH_SIZE_CONFIG,
                256 << 10,
                ProducerConfig.BUFFER_MEMORY_CONFIG,
                64L << 20);
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            records.forEach(each -> producer.send(new ProducerRecord<>(TOPIC, each.asset(), each.bytes())));
            producer.flush();
        }
    }

    private void awaitProgress(long instantMillis, long since) throws IOException, InterruptedException {
        try (RedisConnection redis = new RedisConnection(stack.redis())) {
            while (slowest(redis) < instantMillis) {
                if (System.nanoTime() - since > PATIENCE.toNanos()) {
                    throw new IOException("the values of the last event are not in Redis after " + PATIENCE);
                }
                Thread.sleep(POLL);
            }
        }
    }

    private long slowest(RedisConnection redis) throws IOException {
        List<String> fields = redis.ask("HGETALL", SeriesKeys.PROGRESS);
        Map<String, Long> progress = new HashMap<>();
        for (int i = 0; i + 1 < fields.size(); i += 2) {
            progress.put(fields.get(i), Long.parseLong(fields.get(i + 1)));
        }
        return assets.stream()
                .mapToLong(asset -> progress.getOrDefault(asset, 0L))
                .min()
                .orElseThrow();
    }
}
