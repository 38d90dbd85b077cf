package io.basiswatch.indicator.stream;

import io.basiswatch.indicator.EngineCounts;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.Indicators;
import io.basiswatch.indicator.SimulatedDay;
import io.basiswatch.indicator.market.MarketNews;
import io.basiswatch.indicator.store.IndicatorWriter;
import io.basiswatch.indicator.store.InstantValues;
import io.basiswatch.indicator.store.StoreException;
import io.basiswatch.model.EventBatch;
import io.basiswatch.model.wire.EventCodec;
import io.basiswatch.model.wire.WireException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * One consumer of the log and its lanes: reads, computes, writes, commits, in this order and on one thread.
 *
 * <p>Rebalances happen inside {@code poll} on the same thread, so nothing of a partition that was taken away can still be
 * under way. While a store is down nothing is read and nothing is committed, but polling goes on, so that the group does not
 * take this process for dead.
 */
final class LogReader implements ConsumerRebalanceListener {
    private static final Logger LOG = Logger.getLogger(LogReader.class);
    private static final Duration POLL = Duration.ofMillis(100);
    /** Written in one go; more are written in parts, so that catching up needs no more memory. */
    private static final int MOST_PENDING_VALUES = 4_000;
    /** Where the past waits for its storing, it is looked for room so often. */
    private static final Duration ROOM = Duration.ofMillis(100);

    private final Consumer<byte[], byte[]> consumer;
    private final String topic;
    private final List<Indicator> indicators;
    private final IndicatorWriter writer;
    private final KafkaOut out;
    private final StopMeters meters;
    private final Map<TopicPartition, PartitionLane> lanes = new HashMap<>();
    private final Set<TopicPartition> waiting = new HashSet<>();
    private final PastWriter past;
    /** Parts of the past that are stored, of which Redis has not been told. */
    private final List<PastPart> unnoted = new ArrayList<>();
    /** What is to be committed once the past is stored up to the part {@link #reachedWith}. */
    private final Map<TopicPartition, OffsetAndMetadata> reached = new HashMap<>();

    private long reachedWith;
    private final Backoff opening = new Backoff();

    /** {@code beside} stores what the past gave, one thing at a time. */
    LogReader(
            Consumer<byte[], byte[]> consumer,
            String topic,
            List<Indicator> indicators,
            IndicatorWriter writer,
            Executor beside,
            KafkaOut out,
            StopMeters meters) {
        this.consumer = consumer;
        this.topic = topic;
        this.indicators = indicators;
        this.writer = writer;
        this.out = out;
        this.meters = meters;
        this.past = new PastWriter(beside, (candles, values) -> meters.history(writer.storeHistory(candles, values)));
    }

    void subscribe() {
        consumer.subscribe(List.of(topic), this);
    }

    /** New partitions are not read before their lanes are open. */
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        consumer.pause(partitions);
        waiting.addAll(partitions);
        writer.forgetProgress();
    }

    /** Nothing is written any more: whoever gets them next starts at the last commit. */
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        waiting.removeAll(partitions);
        lanes.keySet().removeAll(partitions);
        reached.keySet().removeAll(partitions);
        past.drop(partitions);
    }

    /** One round: new lanes, the next records, their values, the commit. */
    void round() {
        openLanes();
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        for (TopicPartition partition : records.partitions()) {
            for (ConsumerRecord<byte[], byte[]> record : records.records(partition)) {
                PartitionLane lane = lanes.get(partition);
                if (lane == null) {
                    // Taken away while an earlier record of this round was being written.
                    break;
                }
                accept(record, lane);
                if (lane.pendingValues() > MOST_PENDING_VALUES) {
                    write();
                }
            }
        }
        write();
        commit();
        tellMarkets();
    }

    /** No value waits for this: what cannot be told now is told a few seconds later. */
    private void tellMarkets() {
        List<MarketNews> news = new ArrayList<>();
        lanes.values().forEach(lane -> news.addAll(lane.markets()));
        try {
            writer.writeMarkets(news);
        } catch (StoreException e) {
            LOG.debugf("%s: markets are told later", e.getMessage());
        }
    }

    private void openLanes() {
        if (waiting.isEmpty()) {
            return;
        }
        try {
            Map<TopicPartition, OffsetAndMetadata> commits = consumer.committed(Set.copyOf(waiting));
            int partitions = consumer.partitionsFor(topic).size();
            for (TopicPartition partition : List.copyOf(waiting)) {
                lanes.put(partition, open(partition, partitions, Optional.ofNullable(commits.get(partition))));
                waiting.remove(partition);
                consumer.resume(List.of(partition));
            }
            opening.reset();
        } catch (StoreException e) {
            Duration pause = opening.next();
            LOG.warnf("%s: %d partitions wait, next attempt in %s", e.getMessage(), waiting.size(), pause);
            rest(pause);
        }
    }

    private PartitionLane open(TopicPartition partition, int partitions, Optional<OffsetAndMetadata> commit) {
        HomePartition home = new HomePartition(partition.partition(), partitions);
        PartitionLane lane = new PartitionLane(indicators, home, meters);
        lane.resume(PartitionLane.epochs(commit));
        OptionalLong openMinute = PartitionLane.openMinute(commit);
        if (openMinute.isPresent()) {
            lane.resume(openMinute.getAsLong(), writer.before(openMinute.getAsLong(), home, withHistory()));
            writer.recallOpen(openMinute.getAsLong(), home, lane::recall);
        }
        writer.recallDays(openMinute.orElse(0), Indicators.readOfDays(indicators), home, lane::recall);
        writer.recall(openMinute.orElse(0), Indicators.lookBacks(indicators), home, lane::recall);
        writer.recall(home, lane::recall);
        writer.recallSimulated(lane::recall);
        LOG.debugf("%s goes on at %s", partition, commit);
        return lane;
    }

    private Set<String> withHistory() {
        return indicators.stream()
                .filter(indicator -> indicator.history().isPositive())
                .map(indicator -> indicator.definition().id())
                .collect(Collectors.toSet());
    }

    private void accept(ConsumerRecord<byte[], byte[]> record, PartitionLane lane) {
        EventBatch batch;
        try {
            batch = meters.consume(() -> EventCodec.decode(record.value()));
        } catch (WireException e) {
            LOG.warnf("%s-%d@%d: %s", record.topic(), record.partition(), record.offset(), e.getMessage());
            meters.poison();
            out.deadLetter(record, e.getMessage());
            lane.skip(record.offset());
            return;
        }
        EngineCounts before = lane.counts();
        meters.route(() -> lane.accept(record.offset(), batch));
        meters.met(before, lane.counts());
        meters.met(batch, lane.keptBack());
    }

    /** Writes what all lanes have, again and again until it is written or taken away. What the past gave is stored meanwhile. */
    private void write() {
        Backoff backoff = new Backoff();
        while (true) {
            List<InstantValues> pending = new ArrayList<>();
            List<SimulatedDay> simulated = new ArrayList<>();
            lanes.values().forEach(lane -> {
                pending.addAll(lane.pending());
                simulated.addAll(lane.simulated());
            });
            try {
                // First: what a simulation led to must never be there without that being known.
                writer.writeSimulated(simulated);
                handOver();
                if (!pending.isEmpty()) {
                    meters.write(() -> {
                        writer.write(pending);
                        out.publish(pending);
                    });
                }
                lanes.values().forEach(PartitionLane::written);
                if (!past.isFull()) {
                    return;
                }
                rest(ROOM);
            } catch (StoreException e) {
                Duration pause = backoff.next();
                LOG.warnf("%s: %d instants wait, next attempt in %s", e.getMessage(), pending.size(), pause);
                rest(pause);
            }
        }
    }

    /** Has stored what the past gave, and tells Redis of what was. */
    private void handOver() {
        lanes.forEach((partition, lane) -> lane.takePast(partition).ifPresent(past::add));
        past.goOn();
        unnoted.addAll(past.takeStored());
        writer.noteHistory(
                unnoted.stream().flatMap(part -> part.values().stream()).toList());
        unnoted.clear();
    }

    /** Nothing is read, but the group hears of this process. */
    private void rest(Duration pause) {
        consumer.pause(consumer.assignment());
        consumer.poll(pause);
        consumer.resume(lanes.keySet());
    }

    /** Commits what was reached when all that the past had given until then has been stored. */
    private void commit() {
        if (reached.isEmpty()) {
            lanes.forEach((partition, lane) -> lane.commit().ifPresent(commit -> reached.put(partition, commit)));
            reachedWith = past.added();
        }
        if (!reached.isEmpty() && unnoted.isEmpty() && past.settled() >= reachedWith) {
            consumer.commitSync(Map.copyOf(reached));
            reached.clear();
        }
    }
}
