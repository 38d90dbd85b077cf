package io.basiswatch.local.trial;

import io.basiswatch.collector.feed.VenueFeeds;
import io.basiswatch.local.fault.FaultScript;
import io.basiswatch.local.venue.ReplayVenues;
import io.basiswatch.local.venue.Simulation;
import io.basiswatch.model.Venue;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Collectors as processes of their own become more and fewer, freeze and are killed while simulated markets go on, and the log
 * is read as the indicators read it.
 */
final class ScaleTrial {
    private static final Logger KAFKA = Logger.getLogger("org.apache.kafka");
    private static final long SEED = 6;
    private static final double PACE = 2;
    private static final Duration WARM = Duration.ofSeconds(20);
    private static final Duration STEP = Duration.ofSeconds(15);
    private static final Duration FROZEN = Duration.ofSeconds(15);
    private static final Duration REPLACED = Duration.ofSeconds(22);
    private static final long PLANNED_MICROS = 2_000_000;
    private static final long KILLED_MICROS = 15_000_000;

    /** Venues whose trades the simulation numbers without a hole. */
    private static final List<String> VENUES = List.of("binance-spot", "binance-usdm", "binance-coinm");

    private final PrintStream out;
    private final ScaleLedger ledger = new ScaleLedger();
    private boolean right = true;

    private ScaleTrial(PrintStream out) {
        this.out = out;
    }

    /**
     * Runs it.
     *
     * @param home the project's folder, with the packaged collector
     * @param cycles how often collectors become three and one again
     * @param kills how often one is killed
     * @return whether all of it stayed within what is promised
     */
    static boolean run(Path home, int cycles, int kills, PrintStream out) throws IOException {
        KAFKA.setLevel(Level.OFF);
        ScaleTrial trial = new ScaleTrial(out);
        Simulation simulation = new Simulation(SEED, PACE, FaultScript.NONE);
        try (ReplayVenues venues = ReplayVenues.simulate(simulation, List.of(), 0, Clock.systemUTC());
                TrialCluster cluster = new TrialCluster(home, environment(venues))) {
            trial.run(cluster, cycles, kills);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return trial.right;
    }

    private void run(TrialCluster cluster, int cycles, int kills) throws InterruptedException {
        cluster.collector("collector-0");
        try (LogTail tail = new LogTail(cluster.bootstrapServers(), ledger::take)) {
            tail.start();
            TrialCluster.await("quotes", Duration.ofSeconds(60), () -> ledger.instruments() > 0);
            TrialCluster.pause(WARM);
            ledger.read();
            TrialCluster.pause(STEP);
            tell("nothing happens", PLANNED_MICROS, 0);
            for (int cycle = 1; cycle <= cycles; cycle++) {
                scale(cluster);
            }
            freeze(cluster);
            for (int kill = 1; kill <= kills; kill++) {
                kill(cluster, kill);
            }
            cluster.collectors().get("collector-0").process().terminate();
            TrialCluster.pause(Duration.ofSeconds(2));
            tell("the last one ends", KILLED_MICROS, Long.MAX_VALUE);
        }
    }

    private void scale(TrialCluster cluster) {
        for (String id : List.of("collector-1", "collector-2")) {
            cluster.collector(id);
            TrialCluster.pause(STEP);
            tell(id + " comes", PLANNED_MICROS, 0);
        }
        for (String id : List.of("collector-2", "collector-1")) {
            cluster.collectors().get(id).process().terminate();
            TrialCluster.pause(STEP);
            tell(id + " goes", PLANNED_MICROS, 0);
        }
    }

    private void freeze(TrialCluster cluster) {
        TrialProcess frozen = cluster.collector("collector-1").process();
        TrialCluster.pause(STEP);
        tell("collector-1 comes", PLANNED_MICROS, 0);
        frozen.freeze();
        TrialCluster.pause(FROZEN);
        frozen.thaw();
        TrialCluster.pause(STEP);
        tell("it is frozen for " + FROZEN.toSeconds() + " s", KILLED_MICROS, Long.MAX_VALUE);
    }

    private void kill(TrialCluster cluster, int number) {
        cluster.collectors().get("collector-1").process().kill();
        TrialCluster.pause(REPLACED);
        tell("kill " + number, KILLED_MICROS, Long.MAX_VALUE);
        cluster.collector("collector-1");
        TrialCluster.pause(STEP);
        tell("and back", PLANNED_MICROS, Long.MAX_VALUE);
    }

    /** Prints a line, and holds it against what is promised. */
    private void tell(String what, long mostMicros, long mostFenced) {
        ScaleLedger.Reading read = ledger.read();
        long silence = read.silence().map(Spacing.Silence::micros).orElse(0L);
        String where = read.silence().map(one -> one.instrument().toString()).orElse("nothing");
        boolean kept = silence <= mostMicros && read.missing() == 0 && read.fenced() <= mostFenced;
        right &= kept;
        out.printf(
                Locale.ROOT,
                "%-26s longest without a quote %6.2f s (%s); trades %d, missing %d, written twice %d, fenced off %d, gaps %d,"
                        + " filled %d%s%n",
                what,
                silence / 1e6,
                where,
                read.trades(),
                read.missing(),
                read.repeated(),
                read.fenced(),
                read.gaps(),
                read.filled(),
                kept ? "" : "  NOT KEPT");
    }

    private static Map<String, String> environment(ReplayVenues venues) {
        Map<String, String> environment = new HashMap<>();
        environment.put("COLLECTOR_ASSETS", "BTC,ETH");
        // It is about streams; five years of candles would only make noise.
        environment.put("COLLECTOR_HISTORY_ENABLED", "false");
        VenueFeeds.all().forEach(feed -> {
            Venue venue = feed.venue();
            String name = "COLLECTOR_VENUES__" + venue.id().replace('-', '_').toUpperCase(Locale.ROOT) + "__";
            environment.put(name + "ENABLED", Boolean.toString(VENUES.contains(venue.id())));
            environment.put(name + "WS_URL", venues.wsUrl(venue));
            environment.put(name + "REST_URL", venues.restUrl(venue));
            environment.put(name + "SIMULATED", "true");
        });
        return environment;
    }
}
