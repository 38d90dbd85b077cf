package io.basiswatch.local.fault;

import io.basiswatch.local.venue.VenueDoor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** One client of a venue with faults: what is said to it goes through them. */
final class FaultyClient implements VenueDoor.Client {
    private final FaultyVenue venue;
    private final VenueDoor.Client client;
    private final Deque<Message> held = new ArrayDeque<>();
    private Optional<Message> swapped = Optional.empty();
    private Optional<VenueDoor.Line> line = Optional.empty();
    private boolean gone;
    private boolean releasing;

    private record Message(String stream, byte[] payload) {}

    FaultyClient(FaultyVenue venue, VenueDoor.Client client) {
        this.venue = venue;
        this.client = client;
    }

    /** What the client says goes through the faults as well. */
    VenueDoor.Line line(VenueDoor.Line inner, Runnable forget) {
        line = Optional.of(inner);
        return new VenueDoor.Line() {
            @Override
            public void hear(String message, long now) {
                Optional<Fault> deaf = venue.active().at(now, Kind.HALF_OPEN);
                deaf.ifPresent(venue::feel);
                if (deaf.isEmpty() && !gone) {
                    inner.hear(message, now);
                }
            }

            @Override
            public void gone() {
                gone = true;
                forget.run();
                inner.gone();
            }
        };
    }

    /** The connection is broken off by nobody in particular. */
    void breakOff() {
        if (!gone) {
            gone = true;
            line.ifPresent(VenueDoor.Line::gone);
            client.close(1006, "connection reset");
        }
    }

    @Override
    public void close(int status, String reason) {
        gone = true;
        client.close(status, reason);
    }

    @Override
    public void say(String stream, byte[] payload) {
        venue.active().note(stream);
        List<Message> said = new ArrayList<>(List.of(new Message(stream, payload)));
        for (Fault fault : venue.active().at(venue.time().now())) {
            said = through(fault, said);
        }
        said.forEach(this::deliver);
    }

    private List<Message> through(Fault fault, List<Message> messages) {
        List<Message> left = new ArrayList<>();
        for (Message message : messages) {
            left.addAll(through(fault, message));
        }
        return left;
    }

    private List<Message> through(Fault fault, Message message) {
        boolean isNews = !message.stream().isEmpty();
        boolean isHit = isNews && venue.active().isAbout(fault, message.stream());
        return switch (fault.kind()) {
            case DROP -> isHit && strikes(fault) ? feel(fault, List.of()) : List.of(message);
            case DUPLICATE -> isHit && strikes(fault) ? feel(fault, List.of(message, message)) : List.of(message);
            case SWAP -> isHit ? swap(fault, message) : List.of(message);
            case CORRUPT ->
                isHit && strikes(fault)
                        ? feel(
                                fault,
                                List.of(new Message(message.stream(), Damage.of(message.payload(), venue.random()))))
                        : List.of(message);
            case CUT -> isHit ? cut(fault, message) : List.of(message);
            case MUTE -> isHit ? feel(fault, List.of()) : List.of(message);
            case ACKNOWLEDGE_ONLY -> isNews ? feel(fault, List.of()) : List.of(message);
            case HALF_OPEN -> fallSilent(fault);
            case DELAY -> hold(fault, message);
            default -> List.of(message);
        };
    }

    /** What TCP has lost for good does not go on: the socket stays silent until somebody gives it up. */
    private List<Message> fallSilent(Fault fault) {
        gone = true;
        return feel(fault, List.of());
    }

    private List<Message> feel(Fault fault, List<Message> messages) {
        venue.feel(fault);
        return messages;
    }

    private boolean strikes(Fault fault) {
        return venue.random().nextLong(Math.max(1, fault.amount())) == 0;
    }

    /** Keeps every other message back until the next one has gone. */
    private List<Message> swap(Fault fault, Message message) {
        if (swapped.isEmpty()) {
            swapped = Optional.of(message);
            venue.time().at(venue.active().begin(fault) + Active.micros(fault.length()), this::letGo);
            return feel(fault, List.of());
        }
        List<Message> turned = List.of(message, swapped.get());
        swapped = Optional.empty();
        return turned;
    }

    /** Who was to be overtaken and was not goes on as well. */
    private void letGo() {
        swapped.ifPresent(this::deliver);
        swapped = Optional.empty();
    }

    private List<Message> cut(Fault fault, Message message) {
        if (!gone) {
            venue.feel(fault);
            gone = true;
            line.ifPresent(VenueDoor.Line::gone);
            client.cut(message.payload(), (int) (fault.amount() % Math.max(1, message.payload().length)));
        }
        return List.of();
    }

    /** Everything waits until the fault is over, replies too: a socket brings what it brings in its order. */
    private List<Message> hold(Fault fault, Message message) {
        if (releasing) {
            return List.of(message);
        }
        if (held.isEmpty()) {
            venue.feel(fault);
            long end = venue.active().begin(fault) + Active.micros(fault.length());
            venue.time().at(end, this::release);
        }
        held.add(message);
        return List.of();
    }

    private void release() {
        releasing = true;
        while (!held.isEmpty()) {
            deliver(held.remove());
        }
        releasing = false;
    }

    private void deliver(Message message) {
        if (!held.isEmpty() && !releasing) {
            held.add(message);
        } else if (!gone) {
            client.say(message.stream(), message.payload());
        }
    }
}
