package io.basiswatch.collector.venue.bitfinex;

import io.basiswatch.collector.book.ConnectionSequence;
import io.basiswatch.collector.feed.FrameEvents;
import io.basiswatch.collector.feed.Terms;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.Instrument;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What one socket of Bitfinex has agreed upon: the numbers of its channels, and whether messages end with a sequence and
 * a time. One sequence counts all messages of the connection.
 */
final class Connection {
    /** Flag: each message carries a time in milliseconds, as its last element. */
    static final long TIMESTAMP = 32_768;

    /** Flag: each message carries a sequence, as its last element but for the time. */
    static final long SEQUENCE = 65_536;

    private static final long NO_TIME = 0;

    private final Map<Long, Channel> channels = new HashMap<>();
    private final ConnectionSequence sequence = new ConnectionSequence();
    private long flags;
    private long lastWhole = NO_TIME;
    private boolean distrusted;

    /** The first message of a new socket. */
    void open() {
        channels.clear();
        sequence.restart();
        flags = 0;
        lastWhole = NO_TIME;
        distrusted = false;
    }

    /** Notes that a message could not be read: with the next one that is like a message that is missing. */
    void distrust() {
        distrusted = true;
    }

    void agree(long newFlags) {
        flags = newFlags;
    }

    boolean has(long flag) {
        return (flags & flag) != 0;
    }

    void subscribed(long number, Channel channel) {
        channels.put(number, channel);
    }

    void unsubscribed(long number) {
        channels.remove(number);
    }

    Optional<Channel> channel(long number) {
        return Optional.ofNullable(channels.get(number));
    }

    /** Whether the book of the pair comes over this connection; then the ticker's prices are not needed. */
    boolean sendsBookOf(Instrument instrument) {
        return channels.values().stream()
                .anyMatch(channel -> channel instanceof Channel.Book book
                        && book.terms().instrument().equals(instrument));
    }

    /**
     * Takes the sequence of a message. If some are missing, nobody knows of which channel: every book is lost, and
     * {@code events} are told of a gap in every instrument.
     */
    void count(long number, long receivedTime, FrameEvents events) {
        long before = sequence.last();
        boolean follows = sequence.follows(number);
        if (!follows || distrusted) {
            String reason = follows
                    ? "message " + before + " could not be read"
                    : "after message " + before + " came " + number;
            lose(reason, receivedTime, events);
        }
        distrusted = false;
        lastWhole = receivedTime;
    }

    private void lose(String reason, long receivedTime, FrameEvents events) {
        Set<Instrument> instruments = new LinkedHashSet<>();
        channels.values().forEach(channel -> {
            terms(channel).map(Terms::instrument).ifPresent(instruments::add);
            if (channel instanceof Channel.Book book) {
                book.assembler().lose(receivedTime, reason);
            }
        });
        instruments.stream()
                .sorted()
                .forEach(instrument ->
                        events.add(new FeedGap(instrument, events.stampOnReceipt(), "connection", lastWhole, reason)));
    }

    private static Optional<Terms> terms(Channel channel) {
        return switch (channel) {
            case Channel.Trades(Terms terms) -> Optional.of(terms);
            case Channel.Ticker(Terms terms) -> Optional.of(terms);
            case Channel.Book(Terms terms, var assembler) -> Optional.of(terms);
            case Channel.Status(Terms terms) -> Optional.of(terms);
            case Channel.Liquidations liquidations -> Optional.empty();
            case Channel.Unused unused -> Optional.empty();
        };
    }
}
