package io.basiswatch.local.venue;

import io.basiswatch.local.CommandFailure;
import io.basiswatch.model.Venue;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Venues on one loopback port, told apart by the first part of the path: brings them clients, questions and time. Below
 * {@code /kit/requests} it tells what was asked of each.
 */
final class VenueServer {
    private static final long STEP = 100;
    private static final long PING = 20_000;
    private static final int OUTBOUND_BYTES = 32 << 20;
    private static final int NOT_FOUND = 404;
    static final String USAGE = "/kit/requests";

    private final Vertx vertx;
    private final Map<Venue, VenueDoor> doors;
    private final Map<Venue, KitVenue> kits;
    private final LongSupplier now;

    /**
     * @param kits those of the venues that count what they are asked
     * @param now microseconds since the epoch
     */
    VenueServer(Vertx vertx, Map<Venue, VenueDoor> doors, Map<Venue, KitVenue> kits, LongSupplier now) {
        this.vertx = vertx;
        this.doors = doors;
        this.kits = kits;
        this.now = now;
    }

    /**
     * @return the port
     * @throws CommandFailure where that is in use
     */
    int listen(int port) {
        HttpServerOptions options = new HttpServerOptions()
                .setHost("localhost")
                .setPort(port)
                .setMaxWebSocketMessageSize(1 << 20)
                .setMaxInitialLineLength(1 << 16);
        try {
            int listening = vertx.createHttpServer(options)
                    .requestHandler(this::requested)
                    .listen()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(10, TimeUnit.SECONDS)
                    .actualPort();
            vertx.setPeriodic(STEP, ignored -> doors.values().forEach(door -> door.advance(now.getAsLong())));
            return listening;
        } catch (Exception e) {
            throw CommandFailure.failed("the simulated venues cannot listen on port " + port, e);
        }
    }

    private void requested(HttpServerRequest request) {
        Optional<VenueDoor> door = door(request.path());
        if (request.path().equals(USAGE)) {
            end(request.response(), usage().getBytes(StandardCharsets.UTF_8));
        } else if (door.isEmpty()) {
            request.response().setStatusCode(NOT_FOUND).end();
        } else if ("websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            connected(request, door.get());
        } else {
            request.body()
                    .onSuccess(body -> reply(
                            request.response(),
                            door.get()
                                    .ask(new Question(
                                            rest(request.path()), query(request), body.toString(), now.getAsLong()))));
        }
    }

    private Optional<VenueDoor> door(String path) {
        String name = path.split("/", 3).length > 1 ? path.split("/", 3)[1] : "";
        return doors.entrySet().stream()
                .filter(door -> door.getKey().id().equals(name))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static String rest(String path) {
        int second = path.indexOf('/', 1);
        return second < 0 ? "/" : path.substring(second);
    }

    private static String query(HttpServerRequest request) {
        return Optional.ofNullable(request.query()).orElse("");
    }

    /** A status of 0 is no answer: the question stays open until who asked gives up. */
    private void reply(HttpServerResponse response, Answer answer) {
        if (answer.status() == 0) {
            return;
        }
        long delay = Long.parseLong(answer.headers().getOrDefault(VenueDoor.SLOW, "0"));
        response.setStatusCode(answer.status());
        answer.headers().forEach((name, value) -> {
            if (!name.equals(VenueDoor.SLOW)) {
                response.putHeader(name, value);
            }
        });
        if (delay > 0) {
            vertx.setTimer(delay, ignored -> end(response, answer.body()));
        } else {
            end(response, answer.body());
        }
    }

    private static void end(HttpServerResponse response, byte[] body) {
        if (!response.closed()) {
            response.putHeader("Content-Type", "application/json;charset=UTF-8").end(Buffer.buffer(body));
        }
    }

    private void connected(HttpServerRequest request, VenueDoor door) {
        SocketClient client = new SocketClient(request.connection());
        switch (door.open(rest(request.path()), query(request), now.getAsLong(), client)) {
            case VenueDoor.Handshake.Accepted(VenueDoor.Line line) -> {
                if (!kits.isEmpty()) {
                    request.response().putHeader(KitVenue.SIMULATED, "true");
                }
                request.toWebSocket()
                        .onSuccess(socket -> opened(socket, client, line))
                        .onFailure(failure -> line.gone());
            }
            case VenueDoor.Handshake.Refused(int status, Map<String, String> headers) ->
                reply(request.response(), new Answer(status, headers, new byte[0]));
        }
    }

    private void opened(ServerWebSocket socket, SocketClient client, VenueDoor.Line line) {
        socket.setWriteQueueMaxSize(OUTBOUND_BYTES);
        long ping = vertx.setPeriodic(PING, ignored -> socket.writePing(Buffer.buffer("ping")));
        socket.textMessageHandler(text -> line.hear(text, now.getAsLong()));
        socket.exceptionHandler(broken -> line.gone());
        socket.closeHandler(closed -> {
            vertx.cancelTimer(ping);
            line.gone();
        });
        client.opened(socket);
    }

    private String usage() {
        JsonObject usage = new JsonObject();
        kits.forEach((venue, kit) -> usage.put(venue.id(), json(kit.usage())));
        return usage.encodePrettily();
    }

    private static JsonObject json(Usage usage) {
        return new JsonObject()
                .put("requests", usage.requests())
                .put("paths", new JsonObject(Map.copyOf(usage.paths())))
                .put("weight", usage.weight())
                .put("mostWeight", usage.mostWeight())
                .put("limit", usage.limit())
                .put("limitSeconds", usage.limitSeconds())
                .put("refusals", usage.refusals())
                .put("sockets", usage.sockets())
                .put("mostSockets", usage.mostSockets())
                .put("socketLimit", usage.socketLimit())
                .put("messages", usage.messages())
                .put("violated", usage.violated())
                .put("violations", usage.violations());
    }
}
