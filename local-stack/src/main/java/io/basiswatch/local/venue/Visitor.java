package io.basiswatch.local.venue;

import io.basiswatch.local.venue.Told.Fate;
import io.basiswatch.model.Venue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A client that a venue has let in: what it hears of the venue, after all that goes wrong on the way. */
public final class Visitor {
    private static final int GOING_AWAY = 1001;
    /** A frame that waits for the next one to overtake it waits no longer, in microseconds. */
    private static final long PATIENCE = 2_000_000;

    private final Venue venue;
    private final int number;
    private final Conversation conversation;
    private final Client client;
    private final Faults faults;
    private final Truth truth;
    private final Register register;
    private final Tally messages;
    private final boolean deaf;
    private final Set<Fault> done = new HashSet<>();
    private final List<Late> late = new ArrayList<>();
    private Optional<Late> overtaken = Optional.empty();
    private long now;
    private boolean lost;
    private boolean gone;

    /** A frame that comes later. */
    private record Late(long due, byte[] frame) {}

    Visitor(Venue venue, int number, Conversation conversation, Client client, Faults faults, Truth truth, Register register) {
        this.venue = venue;
        this.number = number;
        this.conversation = conversation;
        this.client = client;
        this.faults = faults;
        this.truth = truth;
        this.register = register;
        this.messages = register.messages();
        this.deaf = faults.on(FaultKind.DEAF).isPresent();
    }

    /** The client has sent a message. */
    public void hear(String message, long time) {
        now = Math.max(now, time);
        register.heard(now, number, messages);
        if (lost || gone) {
            return;
        }
        for (String reply : conversation.hear(message, instant(faults.time(now)))) {
            pass("", reply.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** The client is gone. */
    public void left() {
        gone = true;
    }

    boolean isGone() {
        return gone;
    }

    /** It is {@code time}: what is wrong with all sockets befalls this one. */
    void advance(long time) {
        now = time;
        if (faults.on(FaultKind.HALF_OPEN).isPresent()) {
            lost = true;
        }
        if (lost) {
            return;
        }
        flush();
        faults.on(FaultKind.CLOSE, "", number).filter(done::add).ifPresent(fault -> {
            gone = true;
            client.close((int) fault.number("code", GOING_AWAY), "going away");
        });
    }

    private void flush() {
        if (overtaken.isPresent() && overtaken.get().due <= now) {
            client.say(overtaken.get().frame);
            overtaken = Optional.empty();
        }
        for (Iterator<Late> waiting = late.iterator(); waiting.hasNext() && !gone; ) {
            Late one = waiting.next();
            if (one.due <= now) {
                waiting.remove();
                client.say(one.frame);
            }
        }
    }

    /** A second has passed. */
    void second() {
        if (!lost && !gone) {
            for (String text : conversation.second(instant(faults.time(now)))) {
                pass("", text.getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    /** The venue publishes something. */
    void tell(Said said) {
        if (!lost && !gone) {
            conversation
                    .tell(List.of(said.stream()), said.payload())
                    .ifPresent(text -> pass(said.stream(), text.getBytes(StandardCharsets.UTF_8)));
        }
    }

    /** What is said goes through the faults; replies are spared all but those that end the socket. */
    private void pass(String stream, byte[] frame) {
        Optional<Fault> cut = faults.on(FaultKind.CUT, stream, number).filter(done::add);
        if (cut.isPresent()) {
            truth.take(told(stream, Fate.CUT, frame));
            gone = true;
            client.cut(frame, (int) (cut.get().number("bytes", frame.length / 2) % Math.max(1, frame.length)));
        } else if (stream.isEmpty()) {
            send(stream, Fate.SENT, frame);
        } else if (deaf || faults.on(FaultKind.MUTE, stream, number).isPresent()) {
            truth.take(told(stream, Fate.MUTED, frame));
        } else if (faults.strikes(FaultKind.DROP, stream, number).isPresent()) {
            truth.take(told(stream, Fate.DROPPED, frame));
        } else {
            hurt(stream, frame);
        }
    }

    private void hurt(String stream, byte[] frame) {
        Optional<Fault> damage = faults.strikes(FaultKind.CORRUPT, stream, number);
        Optional<Fault> delay = faults.strikes(FaultKind.DELAY, stream, number);
        if (damage.isPresent()) {
            truth.take(told(stream, Fate.DAMAGED, frame));
            client.say(faults.corrupted(frame, damage.get()));
        } else if (delay.isPresent()) {
            truth.take(told(stream, Fate.DELAYED, frame));
            late.add(new Late(now + TimeUnit.MILLISECONDS.toMicros(delay.get().number("ms", 1_000)), frame));
        } else if (faults.strikes(FaultKind.DUPLICATE, stream, number).isPresent()) {
            send(stream, Fate.DOUBLED, frame);
            client.say(frame);
        } else if (overtaken.isEmpty() && faults.strikes(FaultKind.SWAP, stream, number).isPresent()) {
            truth.take(told(stream, Fate.SWAPPED, frame));
            overtaken = Optional.of(new Late(now + PATIENCE, frame));
        } else {
            send(stream, Fate.SENT, frame);
            overtaken.ifPresent(before -> client.say(before.frame));
            overtaken = Optional.empty();
        }
    }

    private void send(String stream, Fate fate, byte[] frame) {
        truth.take(told(stream, fate, frame));
        client.say(frame);
    }

    private Told told(String stream, Fate fate, byte[] frame) {
        return new Told(now, venue, number, stream, fate, frame);
    }

    private static Instant instant(long micros) {
        long seconds = Math.floorDiv(micros, 1_000_000);
        return Instant.ofEpochSecond(seconds, (micros - seconds * 1_000_000) * 1_000);
    }
}
