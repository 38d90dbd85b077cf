package io.basiswatch.local.trial;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/** What a soak does to a process. */
enum Disturbance {
    KILL_COLLECTOR("kill -9 of a collector, started again") {
        @Override
        void befall(TrialCluster cluster, String collector) {
            process(cluster, collector).kill();
            cluster.collector(collector);
        }
    },
    REPLACE_COLLECTOR("a collector ends in order, and another begins") {
        @Override
        void befall(TrialCluster cluster, String collector) {
            process(cluster, collector).terminate();
            cluster.collector(collector);
        }
    },
    FREEZE_COLLECTOR("a collector frozen for 20 s") {
        @Override
        void befall(TrialCluster cluster, String collector) {
            freeze(process(cluster, collector));
        }
    },
    FREEZE_BROKER("the broker frozen for 20 s") {
        @Override
        void befall(TrialCluster cluster, String collector) {
            freeze(cluster.broker());
        }
    },
    KILL_BROKER("kill -9 of the broker, started again") {
        @Override
        void befall(TrialCluster cluster, String collector) {
            cluster.broker().kill();
            cluster.restartBroker();
        }
    };

    private static final Duration FROZEN = Duration.ofSeconds(20);

    private final String words;

    Disturbance(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /** One of them by chance. */
    static Disturbance of(RandomGenerator random) {
        return List.of(values()).get(random.nextInt(values().length));
    }

    /**
     * It happens; returns when it is over.
     *
     * @param collector the one that it happens to, where it is about a collector
     */
    abstract void befall(TrialCluster cluster, String collector);

    private static TrialProcess process(TrialCluster cluster, String collector) {
        return cluster.collectors().get(collector).process();
    }

    private static void freeze(TrialProcess process) {
        process.freeze();
        TrialCluster.pause(FROZEN);
        process.thaw();
    }
}
