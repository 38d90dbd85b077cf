package io.basiswatch.benchmarks.compare;

import io.basiswatch.benchmarks.Captures.Capture;
import io.basiswatch.benchmarks.Report;
import io.basiswatch.benchmarks.compare.round.Tally;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** One capture's contenders, for people and for the report. */
final class CompareTable {
    private static final String HEAD = "%-12s %11s %23s %7s %17s %11s %7s %8s %8s %8s %8s %8s  %s%n";
    private static final String LINE = "%-12s %,11.0f %23s %7s %17s %,11.0f %7s %,8d %,8d %,8d %,8d %,8d  %s%n";

    private final Capture capture;
    private final long frames;
    private final Report report;

    CompareTable(Capture capture, long frames, Report report) {
        this.capture = capture;
        this.frames = frames;
        this.report = report;
        System.out.printf(
                Locale.ROOT,
                "%n%s=%s, %,d frames%n",
                capture.venue(),
                capture.file().getFileName(),
                frames);
        System.out.printf(
                HEAD,
                "",
                "frames/s",
                "min-max",
                "ours/it",
                "min-max",
                "per CPU s",
                "ours/it",
                "trades",
                "quotes",
                "books",
                "others",
                "refused",
                "");
    }

    /** A contender's row. {@code ours} are the rounds of the same turns. */
    void row(String name, String version, List<Round> rounds, List<Round> ours) {
        Spread rate = Spread.of(rounds.stream().map(Round::rate).toList());
        Spread cpuRate = Spread.of(rounds.stream().map(Round::cpuRate).toList());
        Spread ratio = ratio(ours, rounds, Round::rate);
        Spread cpuRatio = ratio(ours, rounds, Round::cpuRate);
        Tally tally = rounds.getLast().tally();
        boolean isOther = !name.equals(Entrant.OURS);
        System.out.printf(
                Locale.ROOT,
                LINE,
                name,
                rate.median(),
                String.format(Locale.ROOT, "%,.0f-%,.0f", rate.min(), rate.max()),
                isOther ? times(ratio.median()) : "",
                isOther ? times(ratio.min()) + "-" + times(ratio.max()) : "",
                cpuRate.median(),
                isOther ? times(cpuRatio.median()) : "",
                tally.trades(),
                tally.quotes(),
                tally.books(),
                tally.others(),
                tally.refused(),
                version);
        Map<String, Object> row = start(name);
        row.put("version", version);
        row.put("rounds", rounds.size());
        put(row, "frames_per_second", rate);
        put(row, "frames_per_cpu_second", cpuRate);
        put(row, "ours_to_it", ratio);
        put(row, "ours_to_it_by_cpu", cpuRatio);
        row.put("trades", tally.trades());
        row.put("quotes", tally.quotes());
        row.put("books", tally.books());
        row.put("others", tally.others());
        row.put("refused", tally.refused());
        report.row(row);
    }

    private static String times(double ratio) {
        return String.format(Locale.ROOT, ratio < 10 ? "%.2fx" : "%.1fx", ratio);
    }

    /** A contender that has nothing to show here. */
    void missing(String name, String reason) {
        System.out.printf(Locale.ROOT, "%-12s %s%n", name, reason);
        Map<String, Object> row = start(name);
        row.put("missing", reason);
        report.row(row);
    }

    private Map<String, Object> start(String name) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("venue", capture.venue().id());
        row.put("capture", capture.file().getFileName().toString());
        row.put("frames", frames);
        row.put("contender", name);
        return row;
    }

    private static void put(Map<String, Object> row, String name, Spread spread) {
        row.put(name, spread.median());
        row.put(name + "_min", spread.min());
        row.put(name + "_max", spread.max());
    }

    private static Spread ratio(List<Round> ours, List<Round> its, ToDoubleFunction<Round> rate) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < its.size(); i++) {
            ratios.add(rate.applyAsDouble(ours.get(i)) / rate.applyAsDouble(its.get(i)));
        }
        return Spread.of(ratios);
    }
}
