package io.basiswatch.local.trial;

import io.smallrye.reactive.messaging.kafka.companion.test.EmbeddedKafkaBroker;
import java.nio.file.Path;
import java.util.Properties;

/** A Kafka broker as a program of its own, because one that is to be killed and stopped must be a process. */
final class BrokerProgram {
    private static final String CLUSTER = "YmFzaXN3YXRjaC10cmlhbA";

    private BrokerProgram() {}

    /** Takes the folder of its log and two ports, and stays until it is killed. */
    public static void main(String[] args) throws InterruptedException {
        Path log = Path.of(args[0]);
        new EmbeddedKafkaBroker()
                .withClusterId(CLUSTER)
                .withNodeId(1)
                .withKafkaPort(Integer.parseInt(args[1]))
                .withControllerPort(Integer.parseInt(args[2]))
                .withDeleteLogDirsOnClose(false)
                .withAdditionalProperties(properties -> configure(properties, log))
                .start();
        System.out.println("ready");
        Thread.currentThread().join();
    }

    private static void configure(Properties properties, Path log) {
        properties.put("log.dir", log.toString());
        properties.put("log.segment.bytes", Integer.toString(64 << 20));
        properties.put("auto.create.topics.enable", "false");
        // A group of a trial begins at once; a production broker waits three seconds for further members.
        // One that was killed is taken for alive as long as this, and until then nothing leads its partitions.
        properties.put("broker.session.timeout.ms", "3000");
        properties.put("broker.heartbeat.interval.ms", "500");
        properties.put("group.initial.rebalance.delay.ms", "0");
    }
}
