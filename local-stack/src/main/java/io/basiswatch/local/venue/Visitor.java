package io.basiswatch.local.venue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** A client that a venue has let in. */
final class Visitor implements VenueDoor.Line {
    private final int number;
    private final Conversation conversation;
    private final VenueDoor.Client client;
    private final Register register;
    private final Tally messages;
    private boolean gone;

    Visitor(int number, Conversation conversation, VenueDoor.Client client, Register register) {
        this.number = number;
        this.conversation = conversation;
        this.client = client;
        this.register = register;
        this.messages = register.messages();
    }

    @Override
    public void hear(String message, long now) {
        register.heard(now, number, messages);
        if (!gone) {
            conversation.hear(message, instant(now)).forEach(reply -> say("", reply));
            closeWhereOver(now);
        }
    }

    @Override
    public void gone() {
        gone = true;
    }

    boolean isGone() {
        return gone;
    }

    /** The venue publishes something. */
    void tell(Said said) {
        if (!gone) {
            conversation.tell(List.of(said.stream()), said.payload()).ifPresent(text -> say(said.stream(), text));
        }
    }

    /** A second has passed. */
    void second(long now) {
        if (!gone) {
            conversation.second(instant(now)).forEach(text -> say("", text));
            closeWhereOver(now);
        }
    }

    private void closeWhereOver(long now) {
        conversation.over(instant(now)).ifPresent(closing -> {
            gone = true;
            client.close(closing.code(), closing.reason());
        });
    }

    private void say(String stream, String text) {
        client.say(stream, text.getBytes(StandardCharsets.UTF_8));
    }

    private static Instant instant(long micros) {
        long seconds = Math.floorDiv(micros, 1_000_000);
        return Instant.ofEpochSecond(seconds, (micros - seconds * 1_000_000) * 1_000);
    }
}
