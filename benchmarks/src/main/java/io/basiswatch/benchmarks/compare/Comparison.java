package io.basiswatch.benchmarks.compare;

import io.basiswatch.benchmarks.Captures.Capture;
import io.basiswatch.benchmarks.Report;
import io.basiswatch.benchmarks.compare.round.FrameFile;
import io.basiswatch.benchmarks.compare.round.RawFrame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All contenders on the same frames, in turns: A B C A B C …, so that what the machine does meanwhile falls on all of them.
 * A ratio is taken within each turn, and its median is what counts.
 */
public final class Comparison {
    /** So many rounds' time is given to compilers first. */
    private static final int WARM_UP = 4;

    private final int rounds;
    private final Duration round;

    /** @param isQuick for a look, not figures to quote */
    public Comparison(boolean isQuick) {
        this.rounds = isQuick ? 3 : 7;
        this.round = Duration.ofMillis(isQuick ? 500 : 1_500);
    }

    /** Compares on each capture, and shows and reports it. */
    public void measure(List<Capture> captures, Report report) throws IOException {
        Path folder = Files.createTempDirectory("basiswatch-compare");
        try {
            for (Capture capture : captures) {
                List<RawFrame> frames = FrameSource.read(capture.file());
                Path file = folder.resolve("frames");
                FrameFile.write(frames, file);
                long count = frames.stream().filter(frame -> !frame.isRest()).count();
                compare(capture, count, file, folder, report);
            }
        } finally {
            try (var files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    private void compare(Capture capture, long frames, Path file, Path folder, Report report) throws IOException {
        String venue = capture.venue().id();
        Map<String, ContenderProcess> taking = new LinkedHashMap<>();
        Map<String, String> missing = new LinkedHashMap<>();
        try {
            for (Entrant entrant : Entrant.of(venue)) {
                if (entrant.command().isEmpty()) {
                    missing.put(entrant.name(), "not installed");
                    continue;
                }
                ContenderProcess process = new ContenderProcess(
                        entrant.command().get(), venue, file, folder.resolve(entrant.name() + ".err"));
                process.reason().ifPresent(reason -> missing.put(entrant.name(), "no adapter: " + reason));
                if (process.version().isPresent()) {
                    taking.put(entrant.name(), process);
                }
            }
            Map<String, List<Round>> done = turns(taking);
            CompareTable table = new CompareTable(capture, frames, report);
            done.forEach((name, results) ->
                    table.row(name, taking.get(name).version().orElseThrow(), results, done.get(Entrant.OURS)));
            missing.forEach(table::missing);
        } finally {
            taking.values().forEach(ContenderProcess::close);
        }
    }

    private Map<String, List<Round>> turns(Map<String, ContenderProcess> taking) {
        Map<String, List<Round>> done = new LinkedHashMap<>();
        taking.forEach((name, process) -> {
            process.round(round.multipliedBy(WARM_UP));
            done.put(name, new ArrayList<>());
        });
        for (int turn = 0; turn < rounds; turn++) {
            taking.forEach((name, process) -> done.get(name).add(process.round(round)));
        }
        return done;
    }
}
