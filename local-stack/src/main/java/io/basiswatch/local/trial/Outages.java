package io.basiswatch.local.trial;

import io.basiswatch.local.CommandFailure;
import java.time.Duration;
import java.util.List;

/** What can happen to our own processes, as the table of faults lists it. */
final class Outages {
    private static final long SECOND = 1_000_000;
    private static final Duration DEAD = Duration.ofSeconds(60);
    private static final Duration HUNG = Duration.ofSeconds(120);

    private Outages() {}

    /**
     * Those with these codes, in their own order; without a code all of them.
     *
     * @param kills how often a process is killed where it is about that
     * @throws CommandFailure where there is no such code
     */
    static List<Outage> of(List<String> codes, int kills) {
        List<Outage> all = all(kills);
        List<String> known = all.stream().map(Outage::code).toList();
        codes.stream().filter(code -> !known.contains(code)).findFirst().ifPresent(code -> {
            throw CommandFailure.misused("no such outage: '" + code + "'; there are " + String.join(" ", known));
        });
        return all.stream()
                .filter(outage -> codes.isEmpty() || codes.contains(outage.code()))
                .toList();
    }

    private static List<Outage> all(int kills) {
        return List.of(
                new Outage("F9", "broker killed, back after 60 s", 1, 10 * SECOND, Outages::brokerDead),
                new Outage("F10", "broker hangs for 120 s", 1, 10 * SECOND, Outages::brokerHangs));
    }

    private static void brokerDead(OutageSystem system, Scene scene) {
        scene.struck();
        system.cluster().broker().kill();
        scene.last(DEAD);
        system.cluster().restartBroker();
        scene.recovered(system.awaitFresh(scene.over()));
    }

    private static void brokerHangs(OutageSystem system, Scene scene) {
        scene.struck();
        system.cluster().broker().freeze();
        scene.last(HUNG);
        system.cluster().broker().thaw();
        scene.recovered(system.awaitFresh(scene.over()));
    }
}
