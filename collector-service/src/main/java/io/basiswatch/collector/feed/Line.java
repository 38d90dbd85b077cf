package io.basiswatch.collector.feed;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * One socket, which says what it is given no faster than the venue lets it. What has not been said when the socket ends is
 * never said.
 */
final class Line implements Network.Listener {
    private final Network network;
    private final String address;
    private final Owner owner;
    private final Pacer pacer;
    private final Deque<String> unsaid = new ArrayDeque<>();
    private Optional<Network.Socket> socket = Optional.empty();
    private Network.Timer pause = () -> {};
    private Network.Timer keepAlive = () -> {};
    private boolean isPausing;
    private boolean isOpen;

    /** Whose socket it is. */
    interface Owner {
        void opened(Line line);

        void received(Line line, byte[] message);

        void said(Line line, String message);

        void ended(Line line, Network.Ending ending);
    }

    Line(Network network, String address, Pace says, Owner owner) {
        this.network = network;
        this.address = address;
        this.owner = owner;
        this.pacer = new Pacer(says);
    }

    String address() {
        return address;
    }

    void connect(Duration timeout) {
        socket = Optional.of(network.connect(address, timeout, this));
    }

    /** Says messages after all that waits to be said. */
    void say(List<String> messages) {
        unsaid.addAll(messages);
        pump();
    }

    /** Says a message before all that waits: the venue wants an answer. */
    void answer(String message) {
        unsaid.addFirst(message);
        pump();
    }

    /** Says something again and again so that the venue keeps the socket open. */
    void keepOpen(KeepAlive keep) {
        keepAlive = network.every(keep.every(), () -> answer(keep.message()));
    }

    /** Whether everything has been said. */
    boolean hasSaidAll() {
        return unsaid.isEmpty();
    }

    private void pump() {
        while (isOpen && !isPausing && !unsaid.isEmpty()) {
            long now = network.monotonic();
            long wait = pacer.delay(now);
            if (wait > 0) {
                isPausing = true;
                pause = network.once(Duration.ofNanos((wait + 999) / 1_000 * 1_000_000), () -> {
                    isPausing = false;
                    pump();
                });
                return;
            }
            pacer.spend(now);
            String message = unsaid.removeFirst();
            owner.said(this, message);
            socket.ifPresent(open -> open.say(message));
        }
    }

    @Override
    public void opened() {
        isOpen = true;
        owner.opened(this);
        pump();
    }

    @Override
    public void received(byte[] message) {
        owner.received(this, message);
    }

    @Override
    public void ended(Network.Ending ending) {
        quiet();
        owner.ended(this, ending);
    }

    /** Closes the socket; the owner is told nothing any more. */
    void close() {
        quiet();
        socket.ifPresent(Network.Socket::close);
    }

    private void quiet() {
        isOpen = false;
        unsaid.clear();
        pause.cancel();
        keepAlive.cancel();
    }
}
