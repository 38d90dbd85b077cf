package io.basiswatch.local.trial;

import io.basiswatch.local.CommandFailure;
import io.basiswatch.local.trial.Member.Kind;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.logging.Level;
import java.util.logging.Logger;

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
            return phases.isEmpty() || balance(system);
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
        boolean hasEnded = strike(system, outage, scene);
        TrialCluster.pause(CALM);
        say(outage.code() + " healed: " + Percentiles.text(scene.recoveries()) + "; "
                + String.join("; ", scene.notes()));
        return new Phase(
                outage,
                from,
                scene.struckAt(),
                scene.overAt(),
                Scene.now(),
                system.watch().noticed(scene.struckAt()),
                scene.recoveries(),
                scene.notes(),
                hasEnded);
    }

    /** What does not heal is told, and the next ones meet it. */
    private static boolean strike(OutageSystem system, Outage outage, Scene scene) {
        try {
            outage.strike().at(system, scene);
            return true;
        } catch (CommandFailure e) {
            scene.note("given up: %s", e.getMessage());
            return false;
        }
    }

    private boolean balance(OutageSystem system) throws IOException, InterruptedException {
        say("until nothing is under way any more");
        TrialCluster.pause(SETTLED);
        OutageWatch watch = system.watch();
        watch.copy().close();
        int gateway = system.members(Kind.GATEWAY).getFirst().port();
        Recomputed recomputed = watch.ledger().recomputed();
        ServedBalance served = new ServedBalance(
                recomputed,
                StoredMinutes.read(
                        gateway,
                        system.key(),
                        recomputed.series(),
                        phases.getFirst().from(),
                        Scene.now()),
                watch.stream().updates(),
                watch.stream().repeated());
        long until = Scene.now();
        List<OutageReading> readings = phases.stream()
                .map(phase -> new OutageReading(
                        phase,
                        watch.ledger().read(phase, until),
                        served.reading(phase.from(), phase.to()),
                        watch.poll().answers().failures(phase.from(), phase.to()),
                        watch.poll().answers().standstill(phase.from(), phase.to()),
                        watch.stream().silence(phase.from(), phase.to())))
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
