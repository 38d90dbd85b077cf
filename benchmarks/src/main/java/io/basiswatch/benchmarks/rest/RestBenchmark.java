package io.basiswatch.benchmarks.rest;

import io.basiswatch.benchmarks.Report;
import io.basiswatch.benchmarks.Report.Figure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * How much of a bare endpoint's rate is left when the gateway checks the key, counts the quota, reads the newest value and writes
 * it: all contenders on one machine, one after the other in turns, so that whatever else the machine does meets them alike.
 */
public final class RestBenchmark {
    private static final int CONNECTIONS = 32;
    private static final String BARE = "hello";
    private static final String BARE_ON_LOOP = "hello-event-loop";

    private final int turns;
    private final int seconds;
    private final int warmUpSeconds;
    private final Wrk wrk = new Wrk(CONNECTIONS);
    private final Clock clock;

    public RestBenchmark(boolean quick, Clock clock) {
        this.turns = quick ? 3 : 7;
        this.seconds = quick ? 3 : 5;
        this.warmUpSeconds = quick ? 5 : 12;
        this.clock = clock;
    }

    /**
     * One of those that are asked.
     *
     * @param name in the report
     * @param url what is asked for
     * @param headers of the request
     */
    private record Contender(String name, String url, List<String> headers) {}

    /** @throws IOException where {@code wrk} is not there, a server does not start, or an answer is no success */
    public void measure(Report report) throws IOException, InterruptedException {
        if (!Wrk.isThere()) {
            throw new IOException("wrk is not on the PATH (Debian has it as a package)");
        }
        Path folder = Files.createTempDirectory("benchmark-rest");
        try (Installation installation = new Installation(folder, clock.millis())) {
            measure(contenders(installation), report);
        }
    }

    private static List<Contender> contenders(Installation installation) {
        return List.of(
                new Contender(BARE, installation.hello(""), List.of()),
                new Contender(BARE_ON_LOOP, installation.hello("/event-loop"), List.of()),
                new Contender("latest", installation.latest(MadeView.SINGLE), installation.admission()),
                new Contender("latest-10-series", installation.latest(MadeView.MANY), installation.admission()));
    }

    private void measure(List<Contender> contenders, Report report) throws IOException, InterruptedException {
        Map<String, List<Wrk.Load>> loads = new LinkedHashMap<>();
        for (Contender each : contenders) {
            wrk.round(each.url, each.headers, warmUpSeconds);
            loads.put(each.name, new ArrayList<>());
        }
        for (int turn = 0; turn < turns; turn++) {
            for (Contender each : contenders) {
                loads.get(each.name).add(wrk.round(each.url, each.headers, seconds));
            }
        }
        loads.forEach((name, rounds) -> {
            Map<String, String> of = Map.of("contender", name);
            report.add(new Figure("rate", of, median(rounds, Wrk.Load::rate), Double.NaN, "requests/s"));
            report.add(new Figure("p50", of, median(rounds, Wrk.Load::p50), Double.NaN, "us"));
            report.add(new Figure("p99", of, median(rounds, Wrk.Load::p99), Double.NaN, "us"));
        });
        for (String bare : List.of(BARE, BARE_ON_LOOP)) {
            compare(loads, bare, report);
        }
    }

    /** The ratios within each turn, and their median. */
    private void compare(Map<String, List<Wrk.Load>> loads, String bare, Report report) {
        loads.forEach((name, rounds) -> {
            if (name.startsWith(BARE)) {
                return;
            }
            Map<String, String> of = Map.of("contender", name, "to", bare);
            report.add(new Figure("rate_ratio", of, ratio(rounds, loads.get(bare), Wrk.Load::rate), Double.NaN, "1"));
            report.add(new Figure("p99_ratio", of, ratio(rounds, loads.get(bare), Wrk.Load::p99), Double.NaN, "1"));
        });
    }

    private double ratio(List<Wrk.Load> of, List<Wrk.Load> to, ToDoubleFunction<Wrk.Load> what) {
        List<Double> ratios = new ArrayList<>();
        for (int turn = 0; turn < turns; turn++) {
            ratios.add(what.applyAsDouble(of.get(turn)) / what.applyAsDouble(to.get(turn)));
        }
        return middle(ratios);
    }

    private static double median(List<Wrk.Load> loads, ToDoubleFunction<Wrk.Load> what) {
        return middle(loads.stream().map(what::applyAsDouble).toList());
    }

    private static double middle(List<Double> numbers) {
        List<Double> sorted = numbers.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }
}
