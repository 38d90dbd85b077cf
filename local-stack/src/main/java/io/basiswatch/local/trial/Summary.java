package io.basiswatch.local.trial;

import io.basiswatch.local.fault.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Adds up the verdicts of many runs, and tells them as a page. */
final class Summary {
    private static final double SECOND = 1e6;

    private final Map<Kind, Row> rows = new EnumMap<>(Kind.class);
    private final List<String> wrong = new ArrayList<>();
    private long runs;
    private long said;
    private long live;
    private long backfilled;
    private long marked;
    private long unseen;
    private long lost;
    private long repeated;
    private long invented;
    private long minutes;
    private long markedMinutes;
    private long wrongMinutes;
    private long profiles;
    private long quotes;
    private long unguarded;
    private long wrongBooks;
    private long gaps;
    private long filled;

    /** What became of the faults of one kind. */
    private static final class Row {
        private long faults;
        private long felt;
        private long unhealed;
        private final List<Double> noticed = new ArrayList<>();
        private final List<Double> healed = new ArrayList<>();
    }

    void add(Verdict verdict) {
        runs++;
        said += verdict.trades().said();
        live += verdict.trades().live();
        backfilled += verdict.trades().backfilled();
        marked += verdict.trades().marked();
        unseen += verdict.trades().unseen();
        lost += verdict.trades().lost().size();
        repeated += verdict.trades().repeated().size();
        invented += verdict.trades().invented().size();
        minutes += verdict.values().whole();
        markedMinutes += verdict.values().marked();
        wrongMinutes += verdict.values().wrong().size();
        profiles += verdict.profiles();
        quotes += verdict.quotes();
        unguarded += verdict.unguarded();
        wrongBooks += verdict.wrongBooks().size();
        gaps += verdict.gaps();
        filled += verdict.filled();
        verdict.faults().forEach(this::add);
        if (!verdict.isRight()) {
            wrong.add("seed " + verdict.seed() + ": " + String.join("; ", verdict.errors()));
        }
    }

    private void add(FaultOutcome outcome) {
        Row row = rows.computeIfAbsent(outcome.fault().kind(), kind -> new Row());
        row.faults++;
        if (outcome.felt().isPresent()) {
            row.felt++;
            outcome.noticed().ifPresent(micros -> row.noticed.add(micros / SECOND));
            outcome.healed().ifPresentOrElse(micros -> row.healed.add(micros / SECOND), () -> row.unhealed++);
        }
    }

    /** Whether every run was right. */
    boolean isRight() {
        return wrong.isEmpty();
    }

    /** The runs that were not, a line each. */
    List<String> wrong() {
        return List.copyOf(wrong);
    }

    /** The figures, in Markdown. */
    String page() {
        StringBuilder page = new StringBuilder(4_096);
        page.append("| | |\n|---|---|\n");
        line(page, "runs", runs);
        line(page, "trades that venues made public", said);
        line(page, "had by stream", live);
        line(page, "had by asking afterwards (backfill)", backfilled);
        line(page, "missing within a gap that was told", marked);
        line(page, "left out by venues that count no trades, too shortly to notice", unseen);
        line(page, "**lost and not told**", lost);
        line(page, "**visible twice**", repeated);
        line(page, "**that nobody made**", invented);
        line(page, "minutes of takers' volume that claimed to be whole", minutes);
        line(page, "minutes that said that they are not", markedMinutes);
        line(page, "**whole minutes that are not what was traded**", wrongMinutes);
        line(page, "order books told of", profiles);
        line(page, "best prices told of", quotes);
        line(page, "order books with a far level that a venue's checksum does not cover", unguarded);
        line(page, "**books and prices that never were**", wrongBooks);
        line(page, "gaps told", gaps);
        line(page, "spans told to be whole again", filled);
        page.append("\n| fault | runs | felt | gap told, of these | seconds until told, median / most |"
                + " seconds from its end until all streams flow, median / most | not healed |\n"
                + "|---|---|---|---|---|---|---|\n");
        rows.forEach((kind, row) -> page.append("| ")
                .append(kind.word())
                .append(" | ")
                .append(row.faults)
                .append(" | ")
                .append(row.felt)
                .append(" | ")
                .append(row.noticed.size())
                .append(" | ")
                .append(spread(row.noticed))
                .append(" | ")
                .append(spread(row.healed))
                .append(" | ")
                .append(row.unhealed)
                .append(" |\n"));
        return page.toString();
    }

    private static void line(StringBuilder page, String what, long number) {
        page.append("| ")
                .append(what)
                .append(" | ")
                .append(String.format(Locale.ROOT, "%,d", number))
                .append(" |\n");
    }

    private static String spread(List<Double> seconds) {
        if (seconds.isEmpty()) {
            return "–";
        }
        List<Double> sorted = seconds.stream().sorted().toList();
        return String.format(Locale.ROOT, "%.1f / %.1f", sorted.get(sorted.size() / 2), sorted.getLast());
    }
}
