package io.basiswatch.local.venue;

import io.basiswatch.model.Venue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** Scripts made by chance: the same seed makes the same script, which can be printed and played again. */
public final class RandomFaults {
    private static final List<FaultKind> KINDS = List.of(
            FaultKind.DROP,
            FaultKind.DUPLICATE,
            FaultKind.SWAP,
            FaultKind.DELAY,
            FaultKind.CORRUPT,
            FaultKind.CUT,
            FaultKind.CLOSE,
            FaultKind.MUTE,
            FaultKind.DEAF,
            FaultKind.HALF_OPEN,
            FaultKind.REFUSE,
            FaultKind.STORM,
            FaultKind.RESTART,
            FaultKind.SKEW,
            FaultKind.SLOW,
            FaultKind.STALE);

    private RandomFaults() {}

    /**
     * A script.
     *
     * @param from when the first fault may begin, since the run began
     * @param until when the last one is over
     * @param many how many
     */
    public static FaultScript of(long seed, List<Venue> venues, Duration from, Duration until, int many) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Fault> faults = new ArrayList<>();
        long first = from.toMillis();
        long last = until.toMillis();
        for (int i = 0; i < many; i++) {
            FaultKind kind = KINDS.get(random.nextInt(KINDS.size()));
            long lasting = Math.min(last - first, random.nextLong(500, 20_000));
            long at = first + random.nextLong(Math.max(1, last - first - lasting));
            faults.add(new Fault(
                    TimeUnit.MILLISECONDS.toMicros(at),
                    TimeUnit.MILLISECONDS.toMicros(lasting),
                    venues.get(random.nextInt(venues.size())),
                    kind,
                    parameters(kind, random)));
        }
        faults.sort(Comparator.comparingLong(Fault::at));
        return new FaultScript(seed, faults);
    }

    private static Map<String, String> parameters(FaultKind kind, SplittableRandom random) {
        String share = Double.toString(random.nextInt(1, 21) / 20.0);
        String some = Double.toString(random.nextInt(1, 5) / 4.0);
        return switch (kind) {
            case DROP, DUPLICATE, SWAP -> Map.of("share", share, "some", some);
            case DELAY -> Map.of("share", share, "some", some, "ms", Integer.toString(random.nextInt(50, 5_000)));
            case CORRUPT -> Map.of("share", share, "some", some, "how", "mixed");
            case CUT -> Map.of("bytes", Integer.toString(random.nextInt(0, 400)));
            case MUTE -> Map.of("some", some);
            case REFUSE, STORM ->
                Map.of(
                        "status",
                        Integer.toString(List.of(429, 418, 503).get(random.nextInt(3))),
                        "retry",
                        Integer.toString(random.nextInt(1, 15)));
            case SKEW -> Map.of("ms", Integer.toString(random.nextInt(-1_300, 1_300)));
            case SLOW -> Map.of("ms", Integer.toString(random.nextInt(100, 8_000)));
            case STALE -> Map.of("ms", Integer.toString(random.nextInt(1_000, 30_000)));
            default -> Map.of();
        };
    }
}
