package io.basiswatch.local.venue;

import io.basiswatch.local.capture.CaptureFile;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One venue of the replay: its clients, and what they are told. Used on one event loop only.
 */
final class ReplayVenue {
    private final Protocol protocol;
    private final List<CaptureFile> captures;
    private final Survey survey;
    private final Clock clock;
    private final Map<ServerWebSocket, Conversation> clients = new LinkedHashMap<>();

    ReplayVenue(Protocol protocol, List<CaptureFile> captures, Clock clock) {
        this.protocol = protocol;
        this.captures = captures;
        this.survey = Survey.of(captures, protocol);
        this.clock = clock;
    }

    Survey survey() {
        return survey;
    }

    List<CaptureFile> captures() {
        return captures;
    }

    void connected(ServerWebSocket socket, String path) {
        Conversation conversation =
                protocol.open(path, Optional.ofNullable(socket.query()).orElse(""));
        clients.put(socket, conversation);
        socket.closeHandler(gone -> clients.remove(socket));
        socket.exceptionHandler(broken -> clients.remove(socket));
        socket.textMessageHandler(
                text -> conversation.hear(text, clock.instant()).forEach(reply -> say(socket, reply)));
    }

    /** Sends a frame of the captures to whoever has asked for its stream. */
    void play(byte[] payload, Loop loop) {
        List<String> streams = protocol.streams(payload);
        protocol.played(streams, payload, survey, loop);
        if (clients.isEmpty() || streams.isEmpty()) {
            return;
        }
        byte[] current = JsonEdit.apply(payload, protocol.rule(loop));
        List.copyOf(clients.entrySet())
                .forEach(client ->
                        client.getValue().tell(streams, current).ifPresent(text -> say(client.getKey(), text)));
    }

    /** What the venue says of its own accord. */
    void second() {
        List.copyOf(clients.entrySet())
                .forEach(client ->
                        client.getValue().second(clock.instant()).forEach(text -> say(client.getKey(), text)));
    }

    private void say(ServerWebSocket socket, String text) {
        if (socket.isClosed()) {
            clients.remove(socket);
        } else if (socket.writeQueueFull()) {
            // As the venues do: who does not read is not waited for.
            clients.remove(socket);
            socket.close((short) 1008, "slow reader");
        } else {
            socket.writeTextMessage(text);
        }
    }

    void request(HttpServerRequest request, String path, Loop loop) {
        String query = Optional.ofNullable(request.query()).orElse("");
        Optional<byte[]> answer = protocol.answer(path, query, survey, loop, clock.instant());
        request.response().putHeader("Content-Type", "application/json;charset=UTF-8");
        if (answer.isPresent()) {
            request.response().end(Buffer.buffer(answer.get()));
        } else {
            request.response().setStatusCode(404).end("{\"code\":-1121,\"msg\":\"Not in the replayed captures.\"}");
        }
    }
}
