package io.basiswatch.local.stack;

import io.basiswatch.local.Arguments;
import io.basiswatch.local.CommandFailure;
import io.basiswatch.local.capture.CaptureFile;
import io.basiswatch.local.fault.FaultScript;
import io.basiswatch.local.fault.RandomFaults;
import io.basiswatch.local.venue.KitVenue;
import io.basiswatch.local.venue.ReplayVenues;
import io.basiswatch.local.venue.Simulation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What {@code up} was asked to do.
 *
 * @param home the project's folder: where the services' artifacts and the shipped captures are
 * @param data where everything that lasts is kept
 * @param live whether the real venues are connected instead of the replay venue
 * @param captures what the replay venue plays
 * @param simulation the market that is simulated around the captures; empty where nothing but captures is played
 * @param speed how much faster than they were received captures are played
 * @param port the gateway's port
 * @param assets whose market is collected
 * @param record where the collector writes what it receives, if anywhere
 * @param truth where it is written down what the simulated venues made public, if anywhere
 */
record UpOptions(
        Path home,
        Path data,
        boolean live,
        List<CaptureFile> captures,
        Optional<Simulation> simulation,
        double speed,
        int port,
        List<String> assets,
        Optional<Path> record,
        Optional<Path> truth) {
    private static final String ONLY_CAPTURES = "--only-captures";
    private static final String SEED = "--seed";
    private static final String FAULTS = "--faults";
    private static final String TRUTH = "--truth";
    private static final Set<String> OPTIONS =
            Set.of("--data", "--replay", "--speed", "--port", "--assets", "--record", SEED, FAULTS, TRUTH);
    private static final Set<String> FLAGS = Set.of("--live", ONLY_CAPTURES);
    private static final Pattern ASSET = Pattern.compile("[A-Z0-9]{1,20}");
    private static final double FASTEST = 1_000;
    private static final int LAST_PORT = 65_535;

    static UpOptions parse(List<String> arguments, Path home) {
        Arguments given = Arguments.parse(arguments, FLAGS, OPTIONS);
        if (!given.operands().isEmpty()) {
            throw CommandFailure.misused(
                    "up takes no '" + given.operands().getFirst() + "' (captures are given as --replay VENUE=FILE)");
        }
        boolean live = given.has("--live");
        List<String> captures = given.all("--replay");
        if (live && !captures.isEmpty()) {
            throw CommandFailure.misused("--live and --replay exclude each other");
        }
        boolean alone = live
                || !captures.isEmpty()
                || given.has(ONLY_CAPTURES)
                || given.one("--speed").isPresent();
        if (alone
                && Stream.of(SEED, FAULTS, TRUTH)
                        .anyMatch(option -> given.one(option).isPresent())) {
            throw CommandFailure.misused(
                    "--seed, --faults and --truth are of the simulation, which --live, --replay, --speed and"
                            + " --only-captures leave out");
        }
        return new UpOptions(
                home,
                path(given.one("--data").orElse(".basiswatch")),
                live,
                live ? List.of() : captures(captures, home),
                alone ? Optional.empty() : Optional.of(simulation(given)),
                given.one("--speed").map(UpOptions::speed).orElse(1.0),
                given.one("--port").map(UpOptions::port).orElse(8080),
                given.one("--assets").map(UpOptions::assets).orElse(List.of("BTC", "ETH")),
                given.one("--record").map(UpOptions::path),
                given.one(TRUTH).map(UpOptions::path));
    }

    private static Path path(String text) {
        return Path.of(text).toAbsolutePath().normalize();
    }

    private static List<CaptureFile> captures(List<String> given, Path home) {
        if (given.isEmpty()) {
            return CaptureFile.shipped(home);
        }
        List<CaptureFile> captures = given.stream().map(CaptureFile::parse).toList();
        captures.forEach(capture -> ReplayVenues.requirePlayable(capture.venue()));
        return captures;
    }

    private static Simulation simulation(Arguments given) {
        long seed = given.one(SEED).map(UpOptions::seed).orElse(1L);
        return new Simulation(seed, 1, given.one(FAULTS).map(UpOptions::faults).orElse(FaultScript.NONE));
    }

    private static long seed(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw CommandFailure.misused("a seed is a whole number, not '" + text + "'");
        }
    }

    /** A file, or {@code seed:N} for an hour of faults by chance. */
    private static FaultScript faults(String text) {
        return text.startsWith("seed:")
                ? RandomFaults.of(
                        seed(text.substring("seed:".length())),
                        List.copyOf(KitVenue.names()),
                        Duration.ofMinutes(1),
                        Duration.ofHours(1))
                : FaultScript.read(Path.of(text));
    }

    private static double speed(String text) {
        try {
            double speed = Double.parseDouble(text);
            if (speed > 0 && speed <= FASTEST) {
                return speed;
            }
        } catch (NumberFormatException e) {
            // falls through to the same complaint
        }
        throw CommandFailure.misused("--speed takes a number above 0 and up to 1000, not '" + text + "'");
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port > 0 && port <= LAST_PORT) {
                return port;
            }
        } catch (NumberFormatException e) {
            // falls through to the same complaint
        }
        throw CommandFailure.misused("--port takes a port number, not '" + text + "'");
    }

    private static List<String> assets(String text) {
        List<String> assets =
                Arrays.stream(text.split(",", -1)).map(String::strip).toList();
        for (String asset : assets) {
            if (!ASSET.matcher(asset).matches()) {
                throw CommandFailure.misused("--assets takes codes such as BTC,ETH, not '" + text + "'");
            }
        }
        return assets;
    }
}
