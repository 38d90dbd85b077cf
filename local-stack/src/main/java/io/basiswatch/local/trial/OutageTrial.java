package io.basiswatch.local.trial;

import io.basiswatch.local.trial.Member.Kind;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * Faults of our own processes, one after the other, in one system that is never made anew: what one leaves behind, the next
 * one meets. In the end each is held against the venues, the log, the stores and the clients.
 */
final class OutageTrial {
    private static final Logger KAFKA = Logger.getLogger("org.apache.kafka");
    private static final Duration CALM = Duration.ofSeconds(15);
    /** A minute is over, and nothing can revise it any more. */
    private static final Duration SETTLED = Duration.ofSeconds(70);

    private final Path home;
    private final long seed;
    private final PrintStream out;
    private final List<Phase> phases = new ArrayList<>();

    OutageTrial(Path home, long seed, PrintStream out) {
        this.home = home;
        this.seed = seed;
        this.out = out;
    }

    /**
     * Runs these.
     *
     * @return whether all of them came to what is promised
     */
    boolean run(List<Outage> outages) throws IOException {
        KAFKA.setLevel(Level.OFF);
        try (OutageSystem system = new OutageSystem(home, seed)) {
            say("started; what the processes say is in " + system.folder());
            for (Outage outage : outages) {
                Optional<String> obstacle = outage.obstacle().get();
                if (obstacle.isPresent()) {
                    say(outage.code() + " is not tried: " + obstacle.get());
                } else {
                    phases.add(phase(system, outage));
                }
            }
            return balance(system);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Phase phase(OutageSystem system, Outage outage) {
        system.scale(outage.instances());
        TrialCluster.pause(CALM);
        say(outage.code() + ": " + outage.title());
        Scene scene = new Scene(new Random(seed ^ outage.code().hashCode()));
        long from = Scene.now();
        outage.strike().at(system, scene);
        TrialCluster.pause(CALM);
        OptionalLong noticed = Stream.of(
                        system.probe().alarmSince(scene.struckAt()),
                        system.ledger().gapSince(scene.struckAt()))
                .flatMapToLong(OptionalLong::stream)
                .map(at -> at - scene.struckAt())
                .min();
        return new Phase(
                outage,
                from,
                scene.struckAt(),
                scene.overAt(),
                Scene.now(),
                noticed,
                scene.recoveries(),
                scene.notes());
    }

    private boolean balance(OutageSystem system) throws IOException, InterruptedException {
        say("until nothing is under way any more");
        TrialCluster.pause(SETTLED);
        ServedBalance served = new ServedBalance(system.ledger().recomputed(), system.stream());
        int gateway = system.members(Kind.GATEWAY).getFirst().port();
        served.read(gateway, system.key(), phases.getFirst().from(), Scene.now());
        system.copy().close();
        long until = Scene.now();
        List<OutageReading> readings = phases.stream()
                .map(phase -> new OutageReading(
                        phase,
                        system.ledger().read(phase, until),
                        served.reading(phase),
                        system.poll().failures(phase.from(), phase.to()),
                        system.poll().standstill(phase.from(), phase.to()),
                        system.stream().silence(phase.from(), phase.to())))
                .toList();
        OutageTable table = new OutageTable(readings);
        out.println();
        out.print(table.page());
        table.complaints().forEach(out::println);
        return readings.stream().allMatch(OutageReading::isKept);
    }

    private void say(String what) {
        out.printf(Locale.ROOT, "%tT  %s%n", System.currentTimeMillis(), what);
    }
}
