package io.basiswatch.local.trial;

import io.basiswatch.collector.feed.StreamKind;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;

/** How long hand-overs take, venue by venue, as a table: the median of some runs, and the longest. */
final class HandOverPage {
    static final String HEAD = """
            | venue | sockets | streams | quotes | depth | marks | trades | all that can be expected, median / most |
            |---|---|---|---|---|---|---|---|
            """;

    private static final int RUNS = 5;

    private HandOverPage() {}

    /** The line of one venue. */
    static String row(String venue) {
        List<HandOver.Outcome> runs = LongStream.rangeClosed(1, RUNS)
                .mapToObj(seed -> new HandOver(venue).run(seed))
                .toList();
        HandOver.Outcome first = runs.getFirst();
        return String.format(
                Locale.ROOT,
                "| %s | %d | %d | %s | %s | %s | %s | %s |%n",
                venue,
                first.sockets(),
                first.streams(),
                of(runs, StreamKind.QUOTES),
                of(runs, StreamKind.DEPTH),
                of(runs, StreamKind.MARKS),
                of(runs, StreamKind.TRADES),
                runs.stream().allMatch(run -> run.flows().isPresent())
                        ? spread(runs, run -> run.flows().get())
                        : "not always within a minute");
    }

    private static String of(List<HandOver.Outcome> runs, StreamKind kind) {
        return runs.stream().allMatch(run -> run.begun().containsKey(kind))
                ? spread(runs, run -> run.begun().get(kind)).split(" / ")[0]
                : "–";
    }

    private static String spread(List<HandOver.Outcome> runs, ToLongFunction<HandOver.Outcome> micros) {
        long[] sorted = runs.stream().mapToLong(micros).sorted().toArray();
        return String.format(
                Locale.ROOT, "%.1f / %.1f s", sorted[sorted.length / 2] / 1e6, sorted[sorted.length - 1] / 1e6);
    }
}
