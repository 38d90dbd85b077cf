package io.basiswatch.collector.shard;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/**
 * Writes to the board, one record after the other. The thread is its own, because a producer may block while it looks for its
 * Kafka; a record that is not taken is tried again, so that none overtakes another.
 */
final class BoardWriter implements Surroundings.Writer, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(BoardWriter.class);
    private static final long AGAIN_NANOS = 500_000_000;

    private final Producer<String, String> producer;
    private final String topic;
    private final Executor loop;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("shard-writer").factory());

    BoardWriter(Producer<String, String> producer, String topic, Executor loop) {
        this.producer = producer;
        this.topic = topic;
        this.loop = loop;
    }

    @Override
    public void write(BoardRecord said, LongConsumer written) {
        try {
            thread.execute(() -> send(said, written));
        } catch (RejectedExecutionException e) {
            LOG.debugf("too late for the board: %s", said.key());
        }
    }

    private void send(BoardRecord said, LongConsumer written) {
        ProducerRecord<String, String> record = new ProducerRecord<>(
                topic, BoardTopic.BOARD, said.key(), said.value().orElse(null));
        while (!Thread.currentThread().isInterrupted()) {
            try {
                long place = producer.send(record).get().offset();
                loop.execute(() -> written.accept(place));
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException | KafkaException e) {
                LOG.warnf("the board does not take '%s': %s", said.key(), e.getMessage());
                LockSupport.parkNanos(AGAIN_NANOS);
            }
        }
    }

    /** Gives what is to be written a second. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(1, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close(Duration.ofSeconds(1));
    }
}
