package io.basiswatch.collector.venue.coinbase;

import io.basiswatch.collector.book.ConnectionSequence;
import io.basiswatch.collector.feed.Frame;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Stamp;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What one socket of Advanced Trade has brought: its instruments, and how far its {@code sequence_num} has come.
 *
 * <p>That number counts every message of a socket from 0 on, whatever it is about. A jump means lost messages, and nobody
 * knows of which product, so every instrument of the socket gets a gap. A frame that cannot be read is not counted: the
 * next one then shows the jump.
 */
final class AdvancedConnection {
    private static final long FIRST = 0;

    private final ConnectionSequence sequence = new ConnectionSequence();
    private final Set<Instrument> instruments = new HashSet<>();
    private long lastWhole;

    /**
     * Takes the number of a frame that holds {@code events}; gaps go to {@code out}, before these.
     *
     * @return whether there were gaps
     */
    boolean count(long number, Frame frame, List<MarketEvent> events, Consumer<MarketEvent> out) {
        if (number == FIRST) {
            // A new socket; the loss of the one before is told by whoever held it.
            sequence.restart();
        }
        long before = sequence.last();
        boolean lost = !sequence.follows(number) && !instruments.isEmpty();
        if (lost) {
            tellGaps("after message " + before + " came " + number, frame, out);
        }
        lastWhole = frame.receivedTime();
        for (MarketEvent event : events) {
            if (event instanceof InstrumentEvent about) {
                instruments.add(about.instrument());
            }
        }
        return lost;
    }

    private void tellGaps(String reason, Frame frame, Consumer<MarketEvent> out) {
        Stamp stamp = new Stamp(frame.receivedTime(), frame.receivedTime(), Stamp.NO_SEQUENCE, frame.origin());
        instruments.stream()
                .sorted()
                .forEach(instrument -> out.accept(new FeedGap(instrument, stamp, "connection", lastWhole, reason)));
    }
}
