package io.basiswatch.local.trial;

import io.basiswatch.local.trial.Member.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What happens around processes: to their clock, their memory, their network, the log that they share. */
final class MachineOutages {
    private static final Duration TURNED = Duration.ofSeconds(20);
    private static final Duration BAD = Duration.ofSeconds(30);
    private static final long HOUR_SECONDS = 3_600;
    private static final long CAGE_MEBIBYTES = 700;
    private static final int POISON = 5;

    private MachineOutages() {}

    static void clock(OutageSystem system, Scene scene) {
        TurnedClock clock = new TurnedClock(system.folder());
        Member collector = system.members(Kind.COLLECTOR).getFirst();
        restart(system, collector, clock.prefix());
        scene.struck();
        clock.jump(HOUR_SECONDS);
        scene.last(TURNED);
        clock.jump(-HOUR_SECONDS);
        scene.last(TURNED);
        clock.pace("0.9");
        scene.last(TURNED);
        clock.right();
        scene.recovered(system.awaitFresh(scene.over()));
        scene.note(
                "furthest that a stamp was off: %.2f s; steps of the clock seen: %s",
                system.watch().copy().furthestStamp(scene.struckAt()) / 1e6,
                collector.metric("basiswatch_clock_steps_total"));
        restart(system, collector);
    }

    private static void restart(OutageSystem system, Member member, String... prefix) {
        member.process().terminate();
        member.start(prefix);
        member.awaitReady();
        system.awaitFresh(Scene.now());
    }

    static void badLines(OutageSystem system, Scene scene) {
        int venues = system.venuePort();
        int broker = system.cluster().kafkaPort();
        scene.struck();
        bad(system, scene, "10 % lost, venues to collector", BadLine::losing, venues);
        bad(system, scene, "10 % lost, around the broker", BadLine::losing, broker);
        bad(system, scene, "1 Mbit/s, venues to collector", BadLine::narrow, venues);
        bad(system, scene, "1 Mbit/s, around the broker", BadLine::narrow, broker);
    }

    private static void bad(OutageSystem system, Scene scene, String what, IntFunction<BadLine> line, int port) {
        long from = Scene.now();
        try (BadLine open = line.apply(port)) {
            scene.last(BAD);
        }
        long over = scene.over();
        scene.recovered(system.awaitFresh(over));
        scene.note("%s: stream silent for %.1f s", what, system.watch().stream().silence(from, over) / 1e6);
    }

    static void outOfMemory(OutageSystem system, Scene scene) {
        scene.struck();
        for (Kind kind : List.of(Kind.COLLECTOR, Kind.INDICATOR)) {
            Member member = system.members(kind).getFirst();
            try (MemoryCage cage =
                    new MemoryCage("basiswatch-" + member.process().pid(), CAGE_MEBIBYTES)) {
                restart(system, member, cage.prefix());
                long killed = scene.over();
                cage.exhaust();
                TrialCluster.await(
                        "the end of " + member.name(),
                        BAD,
                        () -> !member.process().isAlive());
                member.start();
                scene.recovered(kind, system.awaitFresh(killed));
                member.awaitReady();
                scene.note("%s: killed by the kernel (%d times)", member.name(), cage.kills());
            }
        }
    }

    /** Bytes that are no batch, among those that are. */
    static void poison(OutageSystem system, Scene scene) {
        scene.struck();
        long letters = system.records("market.events.dlq");
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, system.cluster().bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            byte[] key = OutageLedger.ASSET.getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < POISON; i++) {
                byte[] bytes = new byte[1 + scene.random().nextInt(500)];
                scene.random().nextBytes(bytes);
                producer.send(new ProducerRecord<>(LogCopy.TOPIC, key, bytes));
            }
        }
        scene.recovered(system.awaitFresh(scene.over()));
        Member indicator = system.members(Kind.INDICATOR).getFirst();
        scene.note(
                "%d of %d put aside as dead letters; counted: %s",
                system.records("market.events.dlq") - letters,
                POISON,
                indicator.metric("basiswatch_poison_records_total"));
    }
}
