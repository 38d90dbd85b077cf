package io.basiswatch.local.trial;

import io.basiswatch.local.Arguments;
import io.basiswatch.local.CommandFailure;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/** {@code basiswatch trial}: the collector under fire, and what it comes to. */
public final class TrialCommand {
    private static final int RIGHT = 0;
    private static final int WRONG = 1;
    private static final long USUAL_SEEDS = 200;

    private TrialCommand() {}

    /**
     * Runs one of the trials.
     *
     * @return 0 where nothing was lost unseen, doubled or wrong
     */
    public static int run(List<String> arguments, PrintStream out) throws IOException {
        String trial = arguments.isEmpty() ? "" : arguments.getFirst();
        List<String> rest = arguments.isEmpty() ? arguments : arguments.subList(1, arguments.size());
        return switch (trial) {
            case "seeds" -> seeds(rest, out);
            case "scripts" -> scripts(rest, out);
            case "scale" -> scale(rest, out);
            case "first-start" -> firstStart(out);
            case "hand-over" -> handOver(out);
            case "soak" -> soak(rest, out);
            case "outages" -> outages(rest, out);
            case "check" -> TruthCheck.run(rest, out) ? RIGHT : WRONG;
            default ->
                throw CommandFailure.misused(
                        "trial takes seeds, scripts, first-start, hand-over, scale, soak, outages or check, not '"
                                + trial + "' (see ./basiswatch help)");
        };
    }

    private static int seeds(List<String> arguments, PrintStream out) throws IOException {
        Arguments given = Arguments.parse(arguments, Set.of(), Set.of("--report"));
        Summary summary = new Summary();
        seeds(given.operands()).forEach(seed -> {
            Verdict verdict = Campaign.run(seed);
            summary.add(verdict);
            out.printf("seed %d %s: %s%n", seed, Campaign.venues(seed), told(verdict));
            if (!verdict.isRight()) {
                out.println(Campaign.script(seed));
            }
        });
        return end(summary, given, out);
    }

    /** One number is one seed, two with a dash between them are a range; nothing means the usual ones. */
    private static LongStream seeds(List<String> operands) {
        if (operands.isEmpty()) {
            return LongStream.rangeClosed(1, USUAL_SEEDS);
        }
        String text = operands.getFirst();
        if (!text.matches("\\d{1,15}(-\\d{1,15})?")) {
            throw CommandFailure.misused("seeds are a number or a range such as 1-200, not '" + text + "'");
        }
        String[] parts = text.split("-");
        return LongStream.rangeClosed(Long.parseLong(parts[0]), Long.parseLong(parts[parts.length - 1]));
    }

    private static String told(Verdict verdict) {
        if (verdict.isRight()) {
            return "right, " + verdict.trades().said() + " trades, " + verdict.profiles() + " books, " + verdict.gaps()
                    + " gaps";
        }
        return "WRONG: " + String.join("; ", verdict.errors());
    }

    private static int scripts(List<String> arguments, PrintStream out) throws IOException {
        Arguments given = Arguments.parse(arguments, Set.of(), Set.of("--report"));
        Summary summary = new Summary();
        Campaign.scripts(1, verdict -> {
            summary.add(verdict);
            out.printf("%s: %s%n", verdict.faults().getFirst().fault(), told(verdict));
        });
        return end(summary, given, out);
    }

    private static int soak(List<String> arguments, PrintStream out) throws IOException {
        Arguments given = Arguments.parse(arguments, Set.of(), Set.of("--minutes", "--seed", "--report"));
        Duration length = Duration.ofMinutes(number(given.one("--minutes").orElse("60")));
        long seed = number(given.one("--seed").orElse("1"));
        Path home = Path.of(System.getProperty("basiswatch.home", ".")).toAbsolutePath();
        SoakReport report = new SoakTrial(seed, length, out).run(home);
        out.println();
        out.print(report.page());
        report.errors().forEach(out::println);
        if (given.one("--report").isPresent()) {
            Files.writeString(Path.of(given.one("--report").get()), report.page());
        }
        return report.isRight() ? RIGHT : WRONG;
    }

    /** Every simulated venue, from nothing until all of its history is told. */
    private static int firstStart(PrintStream out) {
        out.print(FirstStart.Outcome.HEAD);
        boolean right = true;
        for (String venue : Campaign.venues()) {
            FirstStart.Outcome outcome = new FirstStart(venue).run(1);
            out.print(outcome.row());
            right &= outcome.took().isPresent() && outcome.usage().refusals() == 0;
        }
        return right ? RIGHT : WRONG;
    }

    /** Every simulated venue, from the moment at which the next owner begins until its streams flow. */
    private static int handOver(PrintStream out) {
        out.print(HandOverPage.HEAD);
        Campaign.venues().forEach(venue -> out.print(HandOverPage.row(venue)));
        return RIGHT;
    }

    private static long number(String text) {
        if (!text.matches("\\d{1,9}")) {
            throw CommandFailure.misused("not a number: '" + text + "'");
        }
        return Long.parseLong(text);
    }

    /** How often collectors become three and one again, and how often one is killed: twice and ten times mostly. */
    private static int scale(List<String> arguments, PrintStream out) throws IOException {
        Arguments given = Arguments.parse(arguments, Set.of(), Set.of("--cycles", "--kills"));
        int cycles = (int) number(given.one("--cycles").orElse("2"));
        int kills = (int) number(given.one("--kills").orElse("10"));
        Path home = Path.of(System.getProperty("basiswatch.home", "."));
        return ScaleTrial.run(home, cycles, kills, out) ? RIGHT : WRONG;
    }

    /** Faults of our own processes; without an operand all of them. */
    private static int outages(List<String> arguments, PrintStream out) throws IOException {
        Arguments given = Arguments.parse(arguments, Set.of(), Set.of("--kills", "--seed"));
        int kills = (int) number(given.one("--kills").orElse("100"));
        long seed = number(given.one("--seed").orElse("1"));
        Path home = Path.of(System.getProperty("basiswatch.home", ".")).toAbsolutePath();
        return new OutageTrial(home, seed, out).run(Outages.of(given.operands(), kills)) ? RIGHT : WRONG;
    }

    private static int end(Summary summary, Arguments given, PrintStream out) throws IOException {
        out.println();
        out.print(summary.page());
        summary.wrong().forEach(line -> out.println("WRONG " + line));
        if (given.one("--report").isPresent()) {
            Files.writeString(Path.of(given.one("--report").get()), summary.page());
        }
        return summary.isRight() ? RIGHT : WRONG;
    }
}
