package io.basiswatch.local.trial;

import io.basiswatch.collector.feed.VenueFeeds;
import io.basiswatch.local.CommandFailure;
import io.basiswatch.local.fault.FaultScript;
import io.basiswatch.local.fault.RandomFaults;
import io.basiswatch.local.venue.KitVenue;
import io.basiswatch.local.venue.ReplayVenues;
import io.basiswatch.local.venue.Simulation;
import io.basiswatch.model.Venue;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A long run of real processes: a broker and two collectors against every simulated venue, with faults of the venues by chance, and
 * processes that are killed, frozen and replaced in turn. At the end the log is held against what the venues said.
 */
final class SoakTrial {
    private static final Duration CALM = Duration.ofSeconds(90);
    /** What venues said last may still be asked for, and the last minutes are not held against anybody. */
    private static final Duration LAST = Duration.ofSeconds(75);

    private static final Duration MOST_BETWEEN = Duration.ofMinutes(3);
    private static final Duration LEAST_BETWEEN = Duration.ofSeconds(60);
    private static final List<String> COLLECTORS = List.of("collector-0", "collector-1");

    private final long seed;
    private final Duration length;
    private final PrintStream out;
    private final Random random;
    private final Map<Disturbance, Integer> befallen = new EnumMap<>(Disturbance.class);
    private final Footprint footprint = new Footprint();
    private final Set<String> dead = new TreeSet<>();
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
     */
    SoakReport run(Path home) throws IOException {
        FaultScript faults = RandomFaults.of(seed, List.copyOf(KitVenue.names()), CALM, length);
        Simulation simulation = new Simulation(seed, 1, faults);
        try (ReplayVenues venues = ReplayVenues.simulate(simulation, List.of(), freePort(), Clock.systemUTC());
                TrialCluster cluster = new TrialCluster(home, environment(venues))) {
            start = venues.start();
            SoakLedger ledger = new SoakLedger(simulation.market(start), faults, start);
            say(faults.faults().size() + " faults of venues are to come");
            COLLECTORS.forEach(cluster::collector);
            return run(cluster, ledger, faults.faults().size());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailure.failed("interrupted", e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private SoakReport run(TrialCluster cluster, SoakLedger ledger, int faults) throws InterruptedException {
        long end = start + VirtualTime.micros(length);
        try (LogTail tail = new LogTail(cluster.bootstrapServers(), ledger::take)) {
            tail.start();
            TrialCluster.await("quotes", Duration.ofMinutes(5), () -> ledger.instruments() > 0);
            pauseUntil(start + VirtualTime.micros(CALM));
            look(cluster, ledger);
            while (now() + VirtualTime.micros(LAST.plus(between())) < end) {
                disturb(cluster);
                pauseUntil(now() + VirtualTime.micros(between()));
                look(cluster, ledger);
            }
            pauseUntil(end);
            look(cluster, ledger);
        }
        SoakLedger.Reading read = ledger.read(start + VirtualTime.micros(CALM), end - VirtualTime.micros(LAST));
        return new SoakReport(seed, length, faults, befallen, List.copyOf(dead), footprint, read);
    }

    /** A short soak is not spared. */
    private Duration between() {
        Duration part = length.dividedBy(20);
        return part.compareTo(LEAST_BETWEEN) < 0
                ? LEAST_BETWEEN
                : part.compareTo(MOST_BETWEEN) > 0 ? MOST_BETWEEN : part;
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
        Disturbance one = Disturbance.of(random);
        say(one.words() + " (" + id + ")");
        befallen.merge(one, 1, Integer::sum);
        one.befall(cluster, id);
    }

    private void say(String what) {
        out.printf(Locale.ROOT, "%5d s  %s%n", (now() - start) / 1_000_000, what);
        out.flush();
    }

    private void look(TrialCluster cluster, SoakLedger ledger) {
        List<TrialProcess> processes = processes(cluster);
        processes.forEach(process -> footprint.look(process, now()));
        processes.stream()
                .filter(process -> !process.isAlive())
                .forEach(process -> dead.add(process.name() + " (" + process.log() + ")"));
        String sizes = processes.stream()
                .map(process -> process.name() + " "
                        + process.residentMebibytes().map(size -> size + " MiB").orElse("?"))
                .collect(Collectors.joining(", "));
        say(ledger.events() + " events; " + sizes);
    }

    private static List<TrialProcess> processes(TrialCluster cluster) {
        return Stream.concat(
                        cluster.collectors().values().stream().map(TrialCluster.Collector::process),
                        Stream.of(cluster.broker()))
                .toList();
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
