package io.basiswatch.collector.feed;

import io.basiswatch.model.MarketEvent;
import java.util.function.Consumer;

/**
 * Turns a venue's frames into events: a function of the frames that it was given, in their order, and of nothing else.
 *
 * <p>Not thread-safe. It remembers what later frames need: the instruments of REST answers, ids of trades already seen.
 */
public interface Decoder {
    /**
     * Reads one frame.
     *
     * @param frame what came
     * @param out takes the events, in the venue's order
     * @return what became of the frame
     * @throws FrameException where the frame cannot be read; then nothing of it was given to {@code out}
     */
    Outcome decode(Frame frame, Consumer<MarketEvent> out);

    /**
     * A socket is gone: books that came over it are not right any more. The gap in them is told by whoever noticed.
     *
     * @param connection the socket's name
     * @param receivedTime when it was noticed, microseconds since the epoch
     */
    default void closed(String connection, long receivedTime) {}

    /**
     * A socket has been replaced by another one of the same name, which was open while the old one still flowed: what comes
     * next is what the new one has brought since it was opened, its subscriptions and snapshots first, and some of it was
     * told by the old one already. A decoder that can go on by its venue's own numbers may keep what it has.
     *
     * @param connection the sockets' name
     * @param receivedTime when the new one took over, microseconds since the epoch
     */
    default void succeeded(String connection, long receivedTime) {
        closed(connection, receivedTime);
    }

    /** Hands over what is needed from the venue since the last call. */
    default void requests(Consumer<Request> to) {}

    /**
     * The venue's own word for the stream that the last frame belonged to, such as {@code bookTicker}; for tables. Empty
     * where that cannot be told.
     */
    default String stream() {
        return "";
    }
}
