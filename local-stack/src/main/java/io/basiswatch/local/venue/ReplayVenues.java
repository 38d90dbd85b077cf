package io.basiswatch.local.venue;

import io.basiswatch.local.CommandFailure;
import io.basiswatch.local.capture.CaptureFile;
import io.basiswatch.model.Venue;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The replay venue server: all venues that captures are given for, on one loopback port, told apart by the first part of
 * the path.
 *
 * <p>Captures whose times overlap are played against one timeline; captures of another day run beside them on their own.
 */
public final class ReplayVenues implements AutoCloseable {
    private static final long SECOND = 1_000;
    private static final long PING = 20_000;
    private static final int OUTBOUND_BYTES = 32 << 20;
    /** What overlaps within this much belongs together, in microseconds. */
    private static final long TOGETHER = TimeUnit.MINUTES.toMicros(1);

    private final Vertx vertx =
            Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
    private final Context context = vertx.getOrCreateContext();
    private final Map<Venue, ReplayVenue> venues = new TreeMap<>();
    private final Map<Venue, Player> players = new TreeMap<>();
    private final Clock clock;
    private final int port;

    private ReplayVenues(Clock clock, int port) {
        this.clock = clock;
        this.port = port;
    }

    /**
     * Reads the captures and starts to play them.
     *
     * @throws CommandFailure where a venue cannot be played or the captures hold no frame
     */
    public static ReplayVenues start(List<CaptureFile> captures, double speed, int port, Clock clock) {
        ReplayVenues server = new ReplayVenues(clock, port);
        try {
            server.survey(captures);
            server.play(speed);
            server.listen();
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

    private void survey(List<CaptureFile> captures) {
        Map<Venue, List<CaptureFile>> byVenue =
                captures.stream().collect(Collectors.groupingBy(CaptureFile::venue, TreeMap::new, Collectors.toList()));
        byVenue.forEach((venue, files) -> {
            ReplayVenue replayed = new ReplayVenue(protocol(venue), files, clock);
            if (replayed.survey().isEmpty()) {
                throw CommandFailure.misused(
                        "no frame of " + venue + " in " + files.getFirst().path());
            }
            venues.put(venue, replayed);
        });
    }

    private void listen() {
        HttpServerOptions options = new HttpServerOptions()
                .setHost("localhost")
                .setPort(port)
                .setMaxWebSocketMessageSize(1 << 20)
                .setMaxInitialLineLength(1 << 16);
        HttpServer server =
                vertx.createHttpServer(options).requestHandler(this::requested).webSocketHandler(this::connected);
        try {
            server.listen().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw CommandFailure.failed("the replay venue cannot listen on port " + port, e);
        }
        vertx.setPeriodic(SECOND, ignored -> venues.values().forEach(ReplayVenue::second));
    }

    private void connected(ServerWebSocket socket) {
        Optional<Venue> venue = venue(socket.path());
        if (venue.isEmpty()) {
            socket.close((short) 1008, "no such venue");
            return;
        }
        socket.setWriteQueueMaxSize(OUTBOUND_BYTES);
        long ping = vertx.setPeriodic(PING, ignored -> socket.writePing(Buffer.buffer("ping")));
        venues.get(venue.get()).connected(socket, rest(socket.path()));
        socket.endHandler(ended -> vertx.cancelTimer(ping));
    }

    private void requested(HttpServerRequest request) {
        Optional<Venue> venue = venue(request.path());
        if (venue.isEmpty()) {
            request.response().setStatusCode(404).end();
            return;
        }
        venues.get(venue.get())
                .request(request, rest(request.path()), players.get(venue.get()).loop());
    }

    private Optional<Venue> venue(String path) {
        String name = path.split("/", 3).length > 1 ? path.split("/", 3)[1] : "";
        return venues.keySet().stream().filter(venue -> venue.id().equals(name)).findFirst();
    }

    private static String rest(String path) {
        int second = path.indexOf('/', 1);
        return second < 0 ? "/" : path.substring(second);
    }

    private void play(double speed) {
        List<ReplayVenue> left = new ArrayList<>(venues.values());
        left.sort(Comparator.comparingLong(venue -> venue.survey().start()));
        Instant now = clock.instant();
        long wallStart = TimeUnit.SECONDS.toMicros(now.getEpochSecond()) + now.getNano() / 1_000;
        while (!left.isEmpty()) {
            List<ReplayVenue> together = new ArrayList<>();
            long end = left.getFirst().survey().end();
            while (!left.isEmpty() && left.getFirst().survey().start() <= end + TOGETHER) {
                end = Math.max(end, left.getFirst().survey().end());
                together.add(left.removeFirst());
            }
            play(together, end, wallStart, speed);
        }
    }

    private void play(List<ReplayVenue> together, long end, long wallStart, double speed) {
        List<CaptureFile> files =
                together.stream().flatMap(venue -> venue.captures().stream()).toList();
        Map<Numbers.IdKind, Long> spans = together.stream()
                .flatMap(venue -> venue.survey().idSpans().entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Math::max));
        long start = together.getFirst().survey().start();
        Player[] player = new Player[1];
        player[0] = new Player(
                files,
                Loop.first(start, end, wallStart, speed, spans),
                clock,
                batch -> context.runOnContext(ignored -> {
                    batch.forEach(due -> venues.get(due.venue()).play(due.payload(), due.loop()));
                    player[0].taken();
                }));
        files.forEach(file -> players.put(file.venue(), player[0]));
        player[0].start();
    }

    public Set<Venue> venues() {
        return venues.keySet();
    }

    /** What a collector is told instead of the venue's own WebSocket address. */
    public String wsUrl(Venue venue) {
        return "ws://localhost:" + port + '/' + venue;
    }

    /** What a collector is told instead of the venue's own REST address. */
    public String restUrl(Venue venue) {
        return "http://localhost:" + port + '/' + venue;
    }

    @Override
    public void close() {
        try {
            for (Player player : Set.copyOf(players.values())) {
                player.close();
            }
            vertx.close().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            throw CommandFailure.failed("the replay venue did not stop: " + e.getMessage(), e);
        }
    }
}
