package io.basiswatch.local.venue;

import io.basiswatch.local.CommandFailure;
import io.basiswatch.local.capture.CaptureFile;
import io.basiswatch.model.Venue;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Venues that are not the real ones, all on one loopback port and told apart by the first part of the path: those that captures
 * are given for are played, and in a {@link Simulation} all venues are simulated around them.
 */
public final class ReplayVenues implements AutoCloseable {
    private final Vertx vertx =
            Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
    private final Context context = vertx.getOrCreateContext();
    private final Map<Venue, Stage> stages = new TreeMap<>();
    private final Clock clock;
    private Programme programme = Programme.EMPTY;
    private long start;
    private int port;

    private ReplayVenues(Clock clock) {
        this.clock = clock;
    }

    /**
     * Reads the captures and starts to play them, and nothing else.
     *
     * @throws CommandFailure where a venue cannot be played or the captures hold no frame
     */
    public static ReplayVenues start(List<CaptureFile> captures, double speed, int port, Clock clock) {
        ReplayVenues server = new ReplayVenues(clock);
        try {
            Map<Venue, Recorded> recorded = server.recorded(captures);
            recorded.forEach((venue, record) -> server.stages.put(venue, new ReplayVenue(record)));
            server.begin(recorded, speed, 0);
            server.listen(new TreeMap<>(server.stages), Map.of(), port);
            return server;
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /**
     * Simulates every venue; what the captures hold is played instead.
     *
     * @throws CommandFailure where a venue cannot be played or the captures hold no frame
     */
    public static ReplayVenues simulate(Simulation simulation, List<CaptureFile> captures, int port, Clock clock) {
        return simulate(simulation, captures, port, clock, Truth.UNTOLD);
    }

    /**
     * The same, with somebody who takes note of everything, on the venues' thread.
     *
     * @throws CommandFailure where a venue cannot be played or the captures hold no frame
     */
    public static ReplayVenues simulate(
            Simulation simulation, List<CaptureFile> captures, int port, Clock clock, Truth truth) {
        ReplayVenues server = new ReplayVenues(clock);
        try {
            Map<Venue, Recorded> recorded = server.recorded(captures);
            long start = server.now();
            server.start = start;
            Map<Venue, KitVenue> kits = simulation.venues(recorded, start, truth);
            server.stages.putAll(kits);
            server.begin(recorded, 1, lead(recorded));
            server.listen(simulation.doors(kits, start, server.new Loopback()), kits, port);
            return server;
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /**
     * Asks for nothing but whether this venue's protocol is spoken here.
     *
     * @throws CommandFailure where it is not
     */
    public static void requirePlayable(Venue venue) {
        protocol(venue);
    }

    private static Protocol protocol(Venue venue) {
        return Protocols.of(venue)
                .orElseThrow(() -> CommandFailure.misused("captures of " + venue + " cannot be played yet; these can: "
                        + String.join(", ", Protocols.names())));
    }

    private Map<Venue, Recorded> recorded(List<CaptureFile> captures) {
        Map<Venue, List<CaptureFile>> byVenue =
                captures.stream().collect(Collectors.groupingBy(CaptureFile::venue, TreeMap::new, Collectors.toList()));
        Map<Venue, Recorded> recorded = new HashMap<>();
        byVenue.forEach((venue, files) -> {
            Recorded record = new Recorded(protocol(venue), files, () -> programme.loop(venue));
            if (record.survey().isEmpty()) {
                throw CommandFailure.misused(
                        "no frame of " + venue + " in " + files.getFirst().path());
            }
            recorded.put(venue, record);
        });
        return recorded;
    }

    private void begin(Map<Venue, Recorded> recorded, double speed, long late) {
        programme = Programme.of(
                recorded,
                speed,
                now(),
                late,
                clock,
                (batch, taken) -> context.runOnContext(ignored -> {
                    batch.forEach(due -> stages.get(due.venue()).play(due.payload(), due.loop()));
                    taken.run();
                }));
        programme.start();
    }

    /** By how much the clock of whoever captured was behind the venues': played so much later, frames speak of now. */
    private static long lead(Map<Venue, Recorded> recorded) {
        return recorded.values().stream().mapToLong(Recorded::lead).max().orElse(0);
    }

    private void listen(Map<Venue, VenueDoor> doors, Map<Venue, KitVenue> kits, int wanted) {
        port = new VenueServer(vertx, doors, kits, this::now).listen(wanted);
    }

    private long now() {
        Instant now = clock.instant();
        return TimeUnit.SECONDS.toMicros(now.getEpochSecond()) + now.getNano() / 1_000;
    }

    /** The time of the real world. */
    private final class Loopback implements io.basiswatch.local.fault.Now {
        @Override
        public long now() {
            return ReplayVenues.this.now();
        }

        @Override
        public void at(long time, Runnable work) {
            vertx.setTimer(Math.max(1, (time - now()) / 1_000), ignored -> work.run());
        }
    }

    /** When a simulation began, microseconds since the epoch: what its faults are counted from. */
    public long start() {
        return start;
    }

    public Set<Venue> venues() {
        return stages.keySet();
    }

    /** Whether nothing that the venue tells needs to have happened. */
    public boolean isSimulated(Venue venue) {
        return stages.get(venue) instanceof KitVenue;
    }

    /** What a collector is told instead of the venue's own WebSocket address. */
    public String wsUrl(Venue venue) {
        return "ws://localhost:" + port + '/' + venue;
    }

    /** What a collector is told instead of the venue's own REST address. */
    public String restUrl(Venue venue) {
        return "http://localhost:" + port + '/' + venue;
    }

    /** Where the kit tells what was asked of the venues. */
    public String usageUrl() {
        return "http://localhost:" + port + VenueServer.USAGE;
    }

    @Override
    public void close() {
        try {
            programme.close();
            vertx.close().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            throw CommandFailure.failed("the replay venue did not stop: " + e.getMessage(), e);
        }
    }
}
