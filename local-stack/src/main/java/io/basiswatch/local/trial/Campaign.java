package io.basiswatch.local.trial;

import io.basiswatch.local.fault.FaultScript;
import io.basiswatch.local.fault.Kind;
import io.basiswatch.local.fault.RandomFaults;
import io.basiswatch.local.venue.KitVenue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Many runs in virtual time: one for each kind of fault at each venue, and any number made by chance, each from a seed that makes
 * it again.
 */
final class Campaign {
    /** How long a run lasts: a calm start, faults, and calm enough to be whole again. */
    static final Duration LENGTH = Duration.ofMinutes(5);

    private static final Duration CALM = Duration.ofSeconds(45);
    private static final int VENUES_AT_ONCE = 2;

    private Campaign() {}

    /** Every venue that can be simulated, by name. */
    static List<String> venues() {
        return List.copyOf(new TreeSet<>(KitVenue.names()));
    }

    /** The run of a seed: two venues, some faults. */
    static Verdict run(long seed) {
        List<String> venues = venues(seed);
        return new VirtualRun(seed, venues, script(seed), LENGTH).run();
    }

    /** What goes wrong in the run of a seed. */
    static FaultScript script(long seed) {
        return RandomFaults.of(seed, venues(seed), CALM, LENGTH);
    }

    /** The venues of the run of a seed: all get their turn, in pairs by chance. */
    static List<String> venues(long seed) {
        List<String> all = new ArrayList<>(venues());
        List<String> chosen = new ArrayList<>();
        chosen.add(all.remove(Math.floorMod(seed, all.size())));
        Random random = new Random(seed);
        while (chosen.size() < VENUES_AT_ONCE && !all.isEmpty()) {
            chosen.add(all.remove(random.nextInt(all.size())));
        }
        return chosen;
    }

    /** One run for each fault of a table at each venue; the seed is that of the market. */
    static void scripts(long seed, Consumer<Verdict> out) {
        for (String venue : venues()) {
            for (Kind kind : Kind.values()) {
                FaultScript script = ScriptedFaults.of(venue, kind);
                out.accept(new VirtualRun(seed, List.of(venue), script, LENGTH).run());
            }
        }
    }
}
