package io.basiswatch.collector.venue.coinbase;

import io.basiswatch.collector.book.ConnectionSequence;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Stamp;
import io.basiswatch.model.Trade;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What one socket of Advanced Trade has brought: trades and quotes of which instruments, and how far its {@code
 * sequence_num} has come.
 *
 * <p>That number counts every message of a socket from 0 on, whatever it is about, acknowledgements and heartbeats too. A
 * jump means lost messages, and nobody knows of which product, so every instrument of the socket gets a gap (its books tell
 * their own). A frame that cannot be read is not counted: the next one then shows the jump.
 */
final class AdvancedConnection {
    /** The number of a socket's first message. */
    static final long FIRST = 0;

    private final ConnectionSequence sequence = new ConnectionSequence();
    private final Map<Instrument, FeedGap.Scope> carried = new TreeMap<>();
    private long lastWhole;

    /**
     * Takes the number of a message.
     *
     * @return why something is missing before it; empty where nothing is
     */
    Optional<String> count(long number) {
        if (number == FIRST) {
            // A new socket; the loss of the one before is told by whoever held it.
            sequence.restart();
        }
        long before = sequence.last();
        return sequence.follows(number) ? Optional.empty() : Optional.of("after message " + before + " came " + number);
    }

    /** Tells a gap in whatever came of each instrument. */
    void tellGaps(String reason, Stamp stamp, Consumer<MarketEvent> out) {
        carried.forEach((instrument, scope) ->
                out.accept(new FeedGap(instrument, stamp, "connection", lastWhole, reason, scope)));
    }

    /** Notes what a message that could be read has brought. */
    void brought(long receivedTime, List<MarketEvent> events) {
        lastWhole = receivedTime;
        for (MarketEvent event : events) {
            if (event instanceof Trade trade) {
                note(trade.instrument(), FeedGap.Scope.TRADES);
            } else if (event instanceof Quote quote) {
                note(quote.instrument(), FeedGap.Scope.QUOTES);
            }
        }
    }

    private void note(Instrument instrument, FeedGap.Scope scope) {
        FeedGap.Scope before = carried.putIfAbsent(instrument, scope);
        if (before != null && before != scope && before != FeedGap.Scope.ALL) {
            carried.put(instrument, FeedGap.Scope.ALL);
        }
    }
}
