package io.basiswatch.benchmarks;

import io.basiswatch.benchmarks.Captures.Capture;
import io.basiswatch.benchmarks.Report.Figure;
import io.basiswatch.benchmarks.catalogue.Catalogue;
import io.basiswatch.benchmarks.catalogue.CatalogueBenchmark;
import io.basiswatch.benchmarks.window.RollingBenchmark;
import io.basiswatch.benchmarks.window.Ta4jBenchmark;
import io.basiswatch.benchmarks.wire.WireForm;
import io.basiswatch.collector.feed.Decoder;
import io.basiswatch.collector.feed.Frame;
import io.basiswatch.model.EventBatch;
import io.basiswatch.model.MarketEvent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs the JMH benchmarks and takes their scores down. */
final class MicroBenchmarks {
    private static final List<String> FORMS = List.of("protobuf", "json", "smile", "cbor");

    private final String captures;
    private final boolean quick;

    /**
     * @param captures as {@link Captures} has them
     * @param quick fewer and shorter rounds: a look, not a figure to quote
     */
    MicroBenchmarks(String captures, boolean quick) {
        this.captures = captures;
        this.quick = quick;
    }

    void decode(Report report) throws RunnerException {
        for (Capture capture : Captures.parse(captures)) {
            List<Frame> frames = capture.frames(DecodeBenchmark.FRAMES);
            List<MarketEvent> events = new ArrayList<>();
            Decoder decoder = capture.decoder();
            frames.forEach(frame -> Captures.decode(decoder, frame, events::add));
            report.add(new Figure(
                    "events_per_frame",
                    Map.of("capture", nameOnly(capture.toString())),
                    (double) events.size() / frames.size(),
                    Double.NaN,
                    "events/frame"));
        }
        run(DecodeBenchmark.class, options().param("capture", captures.split(",")), report);
    }

    void codec(Report report) throws RunnerException {
        for (int size : new int[] {1, 100}) {
            List<EventBatch> batches = CodecBenchmark.batches(captures, size);
            for (String form : FORMS) {
                WireForm wire = WireForm.named(form);
                long bytes = batches.stream()
                        .mapToLong(each -> wire.encode(each).length)
                        .sum();
                Map<String, String> parameters = new TreeMap<>(Map.of("form", form, "batch", String.valueOf(size)));
                report.add(new Figure(
                        "size", parameters, (double) bytes / CodecBenchmark.EVENTS, Double.NaN, "bytes/event"));
            }
        }
        run(CodecBenchmark.class, options().param("captures", captures), report);
    }

    void engine(Report report) throws RunnerException {
        for (int instruments : new int[] {50, 500}) {
            report.add(new Figure(
                    "values_per_1000_events",
                    Map.of("instruments", String.valueOf(instruments)),
                    EngineBenchmark.valuesPerThousand(captures, instruments),
                    Double.NaN,
                    "values"));
        }
        ChainedOptionsBuilder options = options()
                .param("captures", captures)
                .mode(Mode.SingleShotTime)
                .warmupIterations(quick ? 3 : 10)
                .measurementIterations(quick ? 3 : 10)
                .jvmArgs("-Xms3g", "-Xmx3g");
        run(EngineBenchmark.class, options, report);
    }

    /** One run: ours at several lengths, and ta4j's at two of them. */
    void windows(Report report) throws RunnerException {
        run(
                options()
                        .include(RollingBenchmark.class.getName())
                        .include(Ta4jBenchmark.class.getName())
                        .addProfiler(CpuTime.class),
                report);
        for (String indicator : List.of("mean", "score")) {
            int slots = indicator.equals("mean") ? Ta4jBenchmark.MEAN_SLOTS : Ta4jBenchmark.SCORE_SLOTS;
            for (String history : List.of("window", "all")) {
                for (String clock : List.of("", ' ' + CpuTime.LABEL)) {
                    double ours = report.figure(
                            "RollingBenchmark." + indicator + clock, Map.of("slots", String.valueOf(slots)));
                    double theirs = report.figure(
                            "Ta4jBenchmark.next" + clock, Map.of("indicator", indicator, "history", history));
                    Map<String, String> parameters =
                            Map.of("indicator", indicator, "slots", String.valueOf(slots), "history", history);
                    report.add(new Figure("ours_per_ta4j" + clock, parameters, ours / theirs, Double.NaN, "times"));
                }
            }
        }
    }

    /** The engine with all indicators on a made-up market: speed, then memory. */
    void catalogue(Report report) throws RunnerException {
        Catalogue catalogue = new Catalogue(report, quick);
        catalogue.describe();
        ChainedOptionsBuilder options = options()
                .mode(Mode.SingleShotTime)
                .warmupIterations(quick ? 4 : 6)
                .measurementIterations(quick ? 3 : 6)
                .addProfiler(CpuTime.class)
                .jvmArgs("-Xms3g", "-Xmx3g");
        run(CatalogueBenchmark.class, options, report);
        catalogue.memory();
    }

    private ChainedOptionsBuilder options() {
        return new OptionsBuilder()
                .forks(quick ? 1 : 2)
                .warmupIterations(quick ? 2 : 3)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(quick ? 2 : 5)
                .measurementTime(TimeValue.seconds(1))
                .jvmArgsPrepend("--sun-misc-unsafe-memory-access=allow")
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
    }

    private static void run(Class<?> benchmark, ChainedOptionsBuilder options, Report report) throws RunnerException {
        run(options.include(benchmark.getName()), report);
    }

    private static void run(ChainedOptionsBuilder options, Report report) throws RunnerException {
        for (RunResult result : new Runner(options.build()).run()) {
            Figure figure = figure(result);
            report.add(figure);
            Result<?> perCpuSecond = result.getSecondaryResults().get(CpuTime.LABEL);
            if (perCpuSecond != null) {
                report.add(new Figure(
                        figure.name() + ' ' + CpuTime.LABEL,
                        figure.parameters(),
                        perCpuSecond.getScore(),
                        perCpuSecond.getScoreError(),
                        figure.unit()));
            }
        }
    }

    private static Figure figure(RunResult result) {
        Map<String, String> parameters = new TreeMap<>();
        var params = result.getParams();
        for (String key : params.getParamsKeys()) {
            if (!key.equals("captures")) {
                parameters.put(key, nameOnly(params.getParam(key)));
            }
        }
        var primary = result.getPrimaryResult();
        String[] names = params.getBenchmark().split("\\.");
        String name = names[names.length - 2] + '.' + names[names.length - 1];
        if (params.getMode() == Mode.SingleShotTime) {
            // Seconds per event, turned round.
            double perSecond = 1 / primary.getScore();
            double error = perSecond * primary.getScoreError() / primary.getScore();
            return new Figure(name, parameters, perSecond, error, "events/s");
        }
        return new Figure(name, parameters, primary.getScore(), primary.getScoreError(), primary.getScoreUnit());
    }

    /** {@code VENUE=FILE} without the folders of this machine. */
    private static String nameOnly(String parameter) {
        int equals = parameter.indexOf('=');
        return equals < 0
                ? parameter
                : parameter.substring(0, equals + 1)
                        + Path.of(parameter.substring(equals + 1)).getFileName();
    }
}
