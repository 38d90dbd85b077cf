package io.basiswatch.local.venue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One venue of which nothing but captures is known: its clients, and what they are told. */
final class ReplayVenue implements Stage {
    private static final long SECOND = 1_000_000;

    private final Recorded recorded;
    private final List<Client> clients = new ArrayList<>();
    private final List<Conversation> conversations = new ArrayList<>();
    private long seconds;

    ReplayVenue(Recorded recorded) {
        this.recorded = recorded;
    }

    @Override
    public Handshake open(String path, String query, long now, Client client) {
        Conversation conversation = recorded.open(path, query);
        clients.add(client);
        conversations.add(conversation);
        return new Handshake.Accepted(new Line() {
            @Override
            public void hear(String message, long time) {
                conversation.hear(message, instant(time)).forEach(reply -> say(client, reply));
            }

            @Override
            public void gone() {
                clients.remove(client);
                conversations.remove(conversation);
            }
        });
    }

    private static void say(Client client, String text) {
        client.say("", text.getBytes(StandardCharsets.UTF_8));
    }

    private static Instant instant(long micros) {
        return Instant.ofEpochSecond(micros / SECOND, micros % SECOND * 1_000);
    }

    @Override
    public void play(byte[] payload, Loop loop) {
        List<String> streams = recorded.played(payload, loop);
        if (clients.isEmpty() || streams.isEmpty()) {
            return;
        }
        byte[] current = recorded.current(payload, loop);
        for (int i = clients.size() - 1; i >= 0; i--) {
            Client client = clients.get(i);
            conversations.get(i).tell(streams, current).ifPresent(text -> say(client, text));
        }
    }

    @Override
    public void advance(long now) {
        if (now / SECOND > seconds) {
            seconds = now / SECOND;
            for (int i = clients.size() - 1; i >= 0; i--) {
                Client client = clients.get(i);
                conversations.get(i).second(instant(now)).forEach(text -> say(client, text));
            }
        }
    }

    @Override
    public Answer ask(Question question) {
        return recorded.answer(question)
                .orElseGet(() -> Answer.unknown("{\"code\":-1121,\"msg\":\"Not in the replayed captures.\"}"));
    }
}
