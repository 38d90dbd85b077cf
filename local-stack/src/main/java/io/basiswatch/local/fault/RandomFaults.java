package io.basiswatch.local.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Faults by chance: the same seed gives the same script. Each venue gets one after the other, with time in between to be whole
 * again, so that what is noticed can be told to its cause.
 */
public final class RandomFaults {
    /** What breaks nothing for longer than it lasts, and can come at any time. */
    private static final List<Kind> KINDS = List.of(
            Kind.DROP,
            Kind.DUPLICATE,
            Kind.SWAP,
            Kind.DELAY,
            Kind.CORRUPT,
            Kind.CUT,
            Kind.MUTE,
            Kind.ACKNOWLEDGE_ONLY,
            Kind.HALF_OPEN,
            Kind.REFUSE,
            Kind.LIMIT,
            Kind.BAN,
            Kind.SLOW,
            Kind.OLD_SNAPSHOT,
            Kind.RESTART,
            Kind.SKEW,
            Kind.SETTLE,
            Kind.FUNDING_INTERVAL);

    private static final int STREAMS = 100;
    /** Seconds. */
    private static final int SHORTEST = 1;

    private RandomFaults() {}

    /**
     * @param calm how long each venue is left alone at the beginning, at the end, and after each fault
     * @param length how long the run is
     */
    public static FaultScript of(long seed, List<String> venues, Duration calm, Duration length) {
        Random random = new Random(seed);
        List<Fault> faults = new ArrayList<>();
        for (String venue : venues) {
            long at = calm.toSeconds() + random.nextInt(30);
            while (true) {
                Fault fault = fault(random, venue, at);
                if (fault.end().plus(calm).compareTo(length) > 0) {
                    break;
                }
                faults.add(fault);
                at = fault.end().plus(calm).toSeconds() + random.nextInt(30);
            }
        }
        return new FaultScript(faults);
    }

    private static Fault fault(Random random, String venue, long at) {
        Kind kind = KINDS.get(random.nextInt(KINDS.size()));
        return new Fault(
                Duration.ofSeconds(at),
                Duration.ofSeconds(SHORTEST + random.nextInt(longest(kind))),
                venue,
                kind,
                "#" + random.nextInt(STREAMS),
                amount(kind, random));
    }

    /**
     * Seconds. A stream that is mute for less than the silence that is noticed shows only where the venue counts what it says;
     * elsewhere nobody can know of it.
     */
    private static int longest(Kind kind) {
        return switch (kind) {
            case DROP, DUPLICATE, SWAP, CORRUPT, CUT, OLD_SNAPSHOT -> 15;
            case DELAY -> 8;
            case RESTART, SETTLE, FUNDING_INTERVAL -> 1;
            default -> 40;
        };
    }

    private static long amount(Kind kind, Random random) {
        return switch (kind) {
            case DROP, DUPLICATE, SWAP, CORRUPT -> 1 + random.nextInt(20);
            case CUT -> 5 + random.nextInt(200);
            case LIMIT, BAN -> 1 + random.nextInt(20);
            case SLOW -> 500 + random.nextInt(8_000);
            case OLD_SNAPSHOT -> 1_000 + random.nextInt(10_000);
            case SKEW -> random.nextInt(4_000) - 2_000;
            case FUNDING_INTERVAL -> random.nextBoolean() ? 4 : 1;
            default -> 1;
        };
    }
}
