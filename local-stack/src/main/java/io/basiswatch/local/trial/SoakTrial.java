package io.basiswatch.local.trial;

import io.basiswatch.collector.feed.VenueFeeds;
import io.basiswatch.local.fault.FaultScript;
import io.basiswatch.local.fault.RandomFaults;
import io.basiswatch.local.venue.KitVenue;
import io.basiswatch.local.venue.ReplayVenues;
import io.basiswatch.local.venue.Simulation;
import io.basiswatch.model.Venue;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * A long run of real processes: a broker and two collectors against every simulated venue, with faults of the venues by chance, and
 * processes that are killed, frozen and replaced in turn. At the end the log is held against what the venues said.
 */
final class SoakTrial {
    private static final Duration CALM = Duration.ofSeconds(90);
    private static final Duration BETWEEN = Duration.ofMinutes(3);
    private static final Duration FROZEN = Duration.ofSeconds(20);
    private static final Duration LOOK = Duration.ofSeconds(60);
    private static final List<String> COLLECTORS = List.of("collector-0", "collector-1");

    private final long seed;
    private final Duration length;
    private final PrintStream out;
    private final Random random;
    private long start;

    SoakTrial(long seed, Duration length, PrintStream out) {
        this.seed = seed;
        this.length = length;
        this.out = out;
        this.random = new Random(seed);
    }

    /**
     * Runs it.
     *
     * @param home the project's folder, with the packaged collector
     * @return whether nothing was lost unseen, invented or wrong
     */
    boolean run(Path home) throws IOException {
        FaultScript faults = RandomFaults.of(seed, List.copyOf(KitVenue.names()), CALM, length);
        Simulation simulation = new Simulation(seed, 1, faults);
        out.printf(
                "seed %d, %d min, %d faults of venues%n%n",
                seed, length.toMinutes(), faults.faults().size());
        try (ReplayVenues venues = ReplayVenues.simulate(simulation, List.of(), freePort(), Clock.systemUTC());
                TrialCluster cluster = new TrialCluster(home, environment(venues))) {
            start = venues.start();
            SoakLedger ledger = new SoakLedger(simulation.market(start), faults, start);
            return run(cluster, ledger, faults);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (java.net.ServerSocket socket = new java.net.ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private boolean run(TrialCluster cluster, SoakLedger ledger, FaultScript faults) throws InterruptedException {
        COLLECTORS.forEach(cluster::collector);
        try (LogTail tail = new LogTail(cluster.bootstrapServers(), ledger::take)) {
            tail.start();
            TrialCluster.await("quotes", Duration.ofSeconds(90), () -> ledger.instruments() > 0);
            long end = start + VirtualTime.micros(length);
            pauseUntil(start + VirtualTime.micros(CALM));
            while (now() + VirtualTime.micros(CALM.plus(BETWEEN)) < end) {
                disturb(cluster);
                pauseUntil(Math.min(end, now() + VirtualTime.micros(BETWEEN)));
                look(cluster, ledger);
            }
            pauseUntil(end);
            SoakLedger.Reading read = ledger.read(start + VirtualTime.micros(CALM), end - VirtualTime.micros(LOOK));
            tell(read, faults);
            return read.isRight();
        }
    }

    private static long now() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }

    private static void pauseUntil(long time) {
        TrialCluster.pause(Duration.of(Math.max(0, time - now()), ChronoUnit.MICROS));
    }

    /** Something happens to a process. */
    private void disturb(TrialCluster cluster) {
        String id = COLLECTORS.get(random.nextInt(COLLECTORS.size()));
        TrialProcess process = cluster.collectors().get(id).process();
        switch (random.nextInt(5)) {
            case 0 -> {
                say("kill -9 of " + id);
                process.kill();
                cluster.collector(id);
            }
            case 1 -> {
                say("end and start of " + id);
                process.terminate();
                cluster.collector(id);
            }
            case 2 -> {
                say(id + " frozen for " + FROZEN.toSeconds() + " s");
                process.freeze();
                TrialCluster.pause(FROZEN);
                process.thaw();
            }
            case 3 -> {
                say("the broker frozen for " + FROZEN.toSeconds() + " s");
                cluster.broker().freeze();
                TrialCluster.pause(FROZEN);
                cluster.broker().thaw();
            }
            default -> {
                say("kill -9 of the broker, and start");
                cluster.broker().kill();
                cluster.restartBroker();
            }
        }
    }

    private void say(String what) {
        out.printf(Locale.ROOT, "%5d s  %s%n", (now() - start) / 1_000_000, what);
    }

    private void look(TrialCluster cluster, SoakLedger ledger) {
        StringBuilder line = new StringBuilder().append(ledger.events()).append(" events");
        cluster.collectors()
                .forEach((id, collector) -> collector
                        .process()
                        .residentMebibytes()
                        .ifPresent(size -> line.append(", ")
                                .append(id)
                                .append(' ')
                                .append(size)
                                .append(" MiB")));
        say(line.toString());
    }

    private void tell(SoakLedger.Reading read, FaultScript faults) {
        out.printf(
                Locale.ROOT,
                """

                | | |
                |---|---|
                | faults of venues | %d |
                | events of BTC in the log | %,d |
                | trades that venues made public | %,d |
                | had by stream | %,d |
                | had by asking afterwards | %,d |
                | missing within a gap that was told | %,d |
                | left out by venues that count no trades, too shortly to notice | %,d |
                | **lost and not told** | %,d |
                | **that nobody made** | %,d |
                | twice in the log, recognised by id | %,d |
                | fenced off | %,d |
                | order books told of | %,d |
                | best prices looked at | %,d |
                | **books and prices that never were** | %,d |
                | gaps told | %,d |
                | spans told to be whole again | %,d |
                """,
                faults.faults().size(),
                read.events(),
                read.trades().said(),
                read.trades().live(),
                read.trades().backfilled(),
                read.trades().marked(),
                read.trades().unseen(),
                read.trades().lost().size(),
                read.trades().invented().size(),
                read.recognised(),
                read.fenced(),
                read.profiles(),
                read.quotes(),
                read.wrongBooks().size(),
                read.gaps(),
                read.filled());
        read.trades().lost().stream().limit(20).forEach(one -> out.println("lost: " + one));
        read.trades().invented().stream().limit(20).forEach(one -> out.println("invented: " + one));
        read.wrongBooks().stream().limit(20).forEach(one -> out.println("wrong: " + one));
    }

    private static Map<String, String> environment(ReplayVenues venues) {
        Map<String, String> environment = new HashMap<>();
        environment.put("COLLECTOR_ASSETS", "BTC");
        VenueFeeds.all().forEach(feed -> {
            Venue venue = feed.venue();
            String name = "COLLECTOR_VENUES__" + venue.id().replace('-', '_').toUpperCase(Locale.ROOT) + "__";
            environment.put(name + "ENABLED", Boolean.toString(venues.venues().contains(venue)));
            environment.put(name + "WS_URL", venues.wsUrl(venue));
            environment.put(name + "REST_URL", venues.restUrl(venue));
        });
        return environment;
    }
}
