package io.basiswatch.local.trial;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a soak came to, as a page.
 *
 * @param seed of the market, of the venues' faults and of what befell processes
 * @param length of all of it
 * @param faults of venues
 * @param befallen what befell processes, and how often
 * @param dead processes that ended by themselves; each an error
 * @param footprint what processes used
 * @param read what the log showed
 */
record SoakReport(
        long seed,
        Duration length,
        int faults,
        Map<Disturbance, Integer> befallen,
        List<String> dead,
        Footprint footprint,
        SoakLedger.Reading read) {
    private static final int SHOWN = 20;

    boolean isRight() {
        return read.isRight() && dead.isEmpty();
    }

    /** The figures, in Markdown. */
    String page() {
        StringBuilder page = new StringBuilder(4_096);
        page.append(String.format(
                Locale.ROOT,
                "Seed %d, %d minutes, thirteen venues, two collectors and a broker.%n%n| | |%n|---|---|%n",
                seed,
                length.toMinutes()));
        line(page, "faults of venues", faults);
        for (Disturbance one : Disturbance.values()) {
            line(page, one.words(), befallen.getOrDefault(one, 0));
        }
        line(page, "**processes that ended by themselves**", dead.size());
        trades(page);
        line(
                page,
                "minutes of takers' volume that claimed to be whole",
                read.values().whole());
        line(page, "minutes that said that they are not", read.values().marked());
        line(
                page,
                "**whole minutes that are not what was traded**",
                read.values().wrong().size());
        line(page, "order books told of", read.profiles());
        line(page, "best prices looked at", read.quotes());
        line(page, "**books and prices that never were**", read.wrongBooks().size());
        line(page, "gaps told", read.gaps());
        line(page, "spans told to be whole again", read.filled());
        page.append(String.format("%n| process | resident | of a core |%n|---|---|---|%n"));
        return page.append(footprint.rows()).toString();
    }

    private void trades(StringBuilder page) {
        TradeLedger.Balance trades = read.trades();
        line(page, "events of BTC in the log", read.events());
        line(page, "trades that venues made public", read.compared());
        line(page, "had by stream, with those of before and after", trades.live());
        line(page, "had by asking afterwards (backfill)", trades.backfilled());
        line(page, "missing within a gap that was told", trades.marked());
        line(page, "left out by venues that count no trades, too shortly to notice", trades.unseen());
        line(page, "**lost and not told**", trades.lost().size());
        line(page, "**that nobody made**", trades.invented().size());
        line(page, "twice in the log, recognised by id", read.recognised());
        line(page, "written by who was owner no more, fenced off", read.fenced());
    }

    private static void line(StringBuilder page, String what, long number) {
        page.append(String.format(Locale.ROOT, "| %s | %,d |%n", what, number));
    }

    /** What was wrong, some of each kind. */
    List<String> errors() {
        return Stream.of(
                        named("lost", read.trades().lost()),
                        named("invented", read.trades().invented()),
                        named("wrong minute", read.values().wrong()),
                        named("wrong book", read.wrongBooks()),
                        named("ended by itself", dead))
                .flatMap(List::stream)
                .toList();
    }

    private static List<String> named(String what, List<String> errors) {
        return errors.stream().limit(SHOWN).map(error -> what + ": " + error).toList();
    }
}
