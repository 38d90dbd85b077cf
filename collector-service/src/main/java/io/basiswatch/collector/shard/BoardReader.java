package io.basiswatch.collector.shard;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/** Reads the board from its beginning and for ever, on a thread of its own; what it reads is told on the event loop. */
final class BoardReader implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(BoardReader.class);
    private static final Duration WAIT = Duration.ofMillis(500);
    private static final long AGAIN_NANOS = 500_000_000;

    private final BoardTopic topic;
    private final TopicPartition board;
    private final Executor loop;
    private final BiConsumer<Long, BoardRecord> told;
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final Thread thread = Thread.ofPlatform().name("shard-board").unstarted(this::run);
    private volatile Optional<KafkaConsumer<String, String>> consumer = Optional.empty();
    private volatile boolean closed;
    private long next;

    BoardReader(BoardTopic topic, Executor loop, BiConsumer<Long, BoardRecord> told) {
        this.topic = topic;
        this.board = new TopicPartition(topic.name(), BoardTopic.BOARD);
        this.loop = loop;
        this.told = told;
    }

    void start() {
        thread.start();
    }

    /** Runs a task on the event loop once everything was told that is on the board now. */
    void whenCurrent(Runnable task) {
        waiting.add(task);
        consumer.ifPresent(KafkaConsumer::wakeup);
    }

    private void run() {
        while (!closed) {
            try (KafkaConsumer<String, String> opened = open()) {
                consumer = Optional.of(opened);
                while (!closed) {
                    round(opened);
                }
            } catch (KafkaException e) {
                LOG.warnf("the board of the shards cannot be read: %s", e.getMessage());
                LockSupport.parkNanos(AGAIN_NANOS);
            }
        }
    }

    private void round(KafkaConsumer<String, String> opened) {
        try {
            boolean isWaited = !waiting.isEmpty();
            Runnable task = isWaited ? waiting.peek() : () -> {};
            long end = isWaited ? opened.endOffsets(List.of(board)).get(board) : 0;
            do {
                opened.poll(isWaited ? Duration.ofMillis(20) : WAIT).forEach(this::tell);
            } while (isWaited && opened.position(board) < end);
            if (isWaited) {
                waiting.remove();
                loop.execute(task);
            }
        } catch (WakeupException e) {
            LOG.trace("something to do");
        }
    }

    private void tell(ConsumerRecord<String, String> record) {
        if (record.offset() < next) {
            return;
        }
        next = record.offset() + 1;
        if (record.key() == null) {
            return;
        }
        Optional<BoardRecord> said = BoardRecord.parse(record.key(), Optional.ofNullable(record.value()));
        said.ifPresent(known -> loop.execute(() -> told.accept(record.offset(), known)));
    }

    private KafkaConsumer<String, String> open() {
        KafkaConsumer<String, String> opened = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        topic.bootstrapServers(),
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                        500),
                new StringDeserializer(),
                new StringDeserializer());
        opened.assign(List.of(board));
        if (next == 0) {
            opened.seekToBeginning(List.of(board));
        } else {
            opened.seek(board, next);
        }
        return opened;
    }

    @Override
    public void close() {
        closed = true;
        consumer.ifPresent(KafkaConsumer::wakeup);
        try {
            thread.join(Duration.ofSeconds(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
