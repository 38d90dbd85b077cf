package io.basiswatch.local.trial;

import java.util.List;
import java.util.OptionalLong;

/**
 * What one fault has come to.
 *
 * @param phase when it was
 * @param log what the venues made public against what is in the log
 * @param served what was stored and served against what the log comes to
 * @param failures answers of the API that failed
 * @param standstill the longest time in which nothing newer was served, microseconds
 * @param silence the longest time without an event on the stream, microseconds
 */
record OutageReading(
        Phase phase,
        OutageLedger.Reading log,
        ServedBalance.Reading served,
        List<String> failures,
        long standstill,
        long silence) {

    /** Whether nothing was lost unseen, twice to be seen or wrong, and it was well again in time. */
    boolean isKept() {
        Outage.Bar bar = phase.outage().bar();
        boolean isRight = lost().isEmpty() && repeated().isEmpty() && wrong().isEmpty();
        return phase.hasEnded()
                && isRight
                && worstRecovery() <= bar.recovery()
                && silence <= bar.silence()
                && failures.size() <= bar.failures();
    }

    List<String> lost() {
        return concat(log.trades().lost(), served.lost());
    }

    List<String> repeated() {
        return concat(log.trades().repeated(), served.repeated());
    }

    List<String> wrong() {
        return concat(log.wrongBooks(), log.minutes().wrong(), served.wrong());
    }

    private long worstRecovery() {
        return phase.recoveries().stream().mapToLong(Long::longValue).max().orElse(0);
    }

    OptionalLong noticed() {
        return phase.noticed();
    }

    @SafeVarargs
    private static List<String> concat(List<String>... lists) {
        return List.of(lists).stream().flatMap(List::stream).toList();
    }
}
