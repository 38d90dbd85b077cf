package io.basiswatch.collector.venue.bitfinex;

import io.basiswatch.collector.book.ConnectionSequence;
import io.basiswatch.collector.feed.Terms;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.FeedGap.Scope;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Stamp;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

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

    /** A channel and its number; a socket has 25 of them at most, so they are looked through. */
    private record Numbered(long number, Channel channel) {}

    private final String name;
    private final List<Numbered> channels = new ArrayList<>();
    private final Map<String, Channel> described = new HashMap<>();
    private final ConnectionSequence sequence = new ConnectionSequence();
    private long flags;
    private long lastWhole = NO_TIME;

    Connection(String name) {
        this.name = name;
    }

    /** Our name of the socket. */
    String name() {
        return name;
    }

    /** The first message of a new socket. */
    void open() {
        channels.clear();
        described.clear();
        sequence.restart();
        flags = 0;
        lastWhole = NO_TIME;
    }

    void agree(long newFlags) {
        flags = newFlags;
    }

    boolean has(long flag) {
        return (flags & flag) != 0;
    }

    void subscribed(long number, Channel channel) {
        unsubscribed(number);
        channels.add(new Numbered(number, channel));
    }

    void unsubscribed(long number) {
        channels.removeIf(known -> known.number == number);
    }

    Channel channel(long number) {
        for (int i = 0; i < channels.size(); i++) {
            Numbered known = channels.get(i);
            if (known.number == number) {
                return known.channel;
            }
        }
        return Channel.UNKNOWN;
    }

    /** The channel that a message describes in place of its number, made by {@code how} where it is the first of it. */
    Channel described(String description, Supplier<Channel> how) {
        Channel known = described.get(description);
        if (known == null) {
            known = how.get();
            described.put(description, known);
            channels.add(new Numbered(-channels.size() - 1L, known));
        }
        return known;
    }

    /** Whether the book of the pair comes over this connection; then the ticker's prices are not needed. */
    boolean sendsBookOf(Terms terms) {
        return channels.stream()
                .anyMatch(known -> known.channel instanceof Channel.Book book
                        && book.terms().instrument().equals(terms.instrument()));
    }

    /**
     * Takes the sequence of a message. If some are missing, nobody knows of which channel: every book is lost, and
     * {@code out} is told of a gap in every stream.
     */
    void count(long number, Stamp noticed, Consumer<MarketEvent> out) {
        long before = sequence.last();
        if (!sequence.follows(number)) {
            lose("after message " + before + " came " + number, noticed, out);
        }
        lastWhole = noticed.receivedTime();
    }

    /** A message could not be read, not even its number: that is like a message that is missing. */
    void distrust(Stamp noticed, Consumer<MarketEvent> out) {
        lose("a message could not be read", noticed, out);
        sequence.restart();
    }

    private void lose(String reason, Stamp noticed, Consumer<MarketEvent> out) {
        List<FeedGap> gaps = new ArrayList<>();
        for (Numbered known : channels) {
            switch (known.channel) {
                case Channel.Trades(Terms terms) -> gaps.add(gap(terms, Scope.TRADES, reason, noticed));
                case Channel.Ticker(Terms terms) -> gaps.add(gap(terms, Scope.QUOTES, reason, noticed));
                case Channel.Status(Terms terms) -> gaps.add(gap(terms, Scope.MARKS, reason, noticed));
                case Channel.Book book -> book.feed().lose(noticed, reason, gap -> gaps.add((FeedGap) gap));
                case Channel.Liquidations none -> {}
                case Channel.Unused none -> {}
                case Channel.Unknown none -> {}
            }
        }
        gaps.stream().sorted(Comparator.comparing(FeedGap::instrument)).forEach(out);
    }

    private FeedGap gap(Terms terms, Scope scope, String reason, Stamp noticed) {
        return new FeedGap(terms.instrument(), noticed, "connection", lastWhole, reason, scope);
    }
}
