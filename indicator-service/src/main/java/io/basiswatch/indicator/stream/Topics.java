package io.basiswatch.indicator.stream;

import io.basiswatch.indicator.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;

/** Makes the topics that are not there yet: created by the first write, they would have the wrong number of partitions. */
final class Topics {
    private Topics() {}

    static void ensure(Map<String, Object> kafka, int partitions, List<String> keyed, String deadLetters) {
        List<NewTopic> topics = new ArrayList<>();
        keyed.forEach(name -> topics.add(new NewTopic(name, Optional.of(partitions), Optional.empty())));
        topics.add(new NewTopic(deadLetters, Optional.of(1), Optional.empty()));
        try (Admin admin = Admin.create(Map.copyOf(kafka))) {
            for (KafkaFuture<Void> created : admin.createTopics(topics).values().values()) {
                await(created);
            }
        }
    }

    private static void await(KafkaFuture<Void> created) {
        try {
            created.get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new StoreException("Kafka: " + e.getCause().getMessage(), e.getCause());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted", e);
        }
    }
}
