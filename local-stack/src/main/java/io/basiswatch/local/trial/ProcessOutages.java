package io.basiswatch.local.trial;

import io.basiswatch.local.trial.Member.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Processes that are killed, frozen, replaced or multiplied. */
final class ProcessOutages {
    private static final Duration DEAD = Duration.ofSeconds(60);
    private static final Duration HUNG = Duration.ofSeconds(120);
    private static final Duration FROZEN = Duration.ofSeconds(30);
    private static final Duration STEADY = Duration.ofSeconds(8);
    private static final int MOST_MILLIS = 2_000;
    private static final int MANY = 4;
    private static final int STORMS = 2;

    private ProcessOutages() {}

    static void brokerDead(OutageSystem system, Scene scene) {
        scene.struck();
        system.cluster().broker().kill();
        scene.last(DEAD);
        system.cluster().restartBroker();
        recover(system, scene);
    }

    static void brokerHangs(OutageSystem system, Scene scene) {
        scene.struck();
        system.cluster().broker().freeze();
        scene.last(HUNG);
        system.cluster().broker().thaw();
        recover(system, scene);
    }

    /** It goes on with the first newer value; until all that had waited is computed takes as long as the machine is slow. */
    private static void recover(OutageSystem system, Scene scene) {
        long over = scene.over();
        scene.recovered(system.watch().awaitNewer(over));
        scene.note("the log went on after %.1f s", system.watch().copy().after(over) / 1e6);
        scene.note("values were up to date after %.1f s", system.awaitFresh(over) / 1e6);
    }

    /** Each as often as the others, in an order of chance, and at a moment of chance; started again at once. */
    static Outage.Strike kills(int times) {
        return (system, scene) -> {
            List<Kind> order = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                order.add(Kind.values()[i % Kind.values().length]);
            }
            Collections.shuffle(order, scene.random());
            scene.struck();
            order.forEach(kind -> kill(system, scene, kind));
        };
    }

    private static void kill(OutageSystem system, Scene scene, Kind kind) {
        scene.last(Duration.ofMillis(scene.random().nextInt(MOST_MILLIS)));
        Member member = system.members(kind).getFirst();
        long killed = scene.over();
        member.process().kill();
        member.start();
        scene.recovered(kind, system.awaitFresh(killed));
        member.awaitReady();
    }

    static void frozen(OutageSystem system, Scene scene) {
        scene.struck();
        long fenced = system.watch().ledger().fenced();
        for (Member member : system.members()) {
            long frozen = scene.over();
            member.process().freeze();
            scene.last(FROZEN);
            long took = system.watch().poll().answers().freshSince(frozen).orElse(Scene.now()) - frozen;
            long thawed = scene.over();
            member.process().thaw();
            long fresh = system.awaitFresh(thawed);
            scene.recovered(member.kind(), fresh);
            scene.note("%s: the next fresh value came %.1f s after it was frozen", member.name(), took / 1e6);
            scene.last(STEADY);
        }
        scene.note(
                "%d events of an owner of before fenced off",
                system.watch().ledger().fenced() - fenced);
    }

    /** As Kubernetes does with a deployment of two: one is asked to end and replaced, then the other. */
    static void rolling(OutageSystem system, Scene scene) {
        scene.struck();
        for (Member member : system.members()) {
            long from = Scene.now();
            member.process().terminate();
            member.start();
            member.awaitReady();
            scene.last(STEADY);
            scene.note(
                    "%s: stream silent for %.1f s",
                    member.name(), system.watch().stream().silence(from, Scene.now()) / 1e6);
        }
        scene.recovered(system.awaitFresh(scene.over()));
    }

    static void storm(OutageSystem system, Scene scene) {
        scene.struck();
        for (int i = 0; i < STORMS; i++) {
            long from = Scene.now();
            system.scale(Kind.INDICATOR, MANY);
            scene.last(STEADY);
            long most = Scene.now();
            system.scale(Kind.INDICATOR, 1);
            scene.last(STEADY);
            scene.note(
                    "stream silent for %.1f s on the way to four, %.1f s on the way back",
                    system.watch().stream().silence(from, most) / 1e6,
                    system.watch().stream().silence(most, Scene.now()) / 1e6);
        }
        scene.recovered(system.awaitFresh(scene.over()));
    }
}
