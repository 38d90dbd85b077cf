package io.basiswatch.collector.venue.coinbase;

import io.basiswatch.collector.feed.Decoder;
import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.FrameException;
import io.basiswatch.collector.feed.Outcome;
import io.basiswatch.collector.feed.Request;
import io.basiswatch.collector.feed.SeenTrades;
import io.basiswatch.collector.feed.TradeIds;
import io.basiswatch.collector.json.JsonException;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Stamp;
import io.basiswatch.model.Trade;
import io.basiswatch.model.Venue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Reads both feeds of Coinbase, see {@link CoinbaseFrames}, and keeps what outlives a frame: how far each socket of Advanced
 * Trade has come, the books, and the trades that were told.
 *
 * <p>A frame of Advanced Trade that cannot be read is a jump in the socket's numbers for the next one. The Exchange feed
 * numbers no books, so there such a frame loses those of its socket, which the next one that can be read tells.
 */
final class CoinbaseDecoder implements Decoder {
    private final List<MarketEvent> events = new ArrayList<>();
    /** What goes out with the next frame that can be read, gaps first. */
    private final List<MarketEvent> told = new ArrayList<>();

    private final Map<Instrument, SeenTrades> seen = new HashMap<>();
    private final Map<String, AdvancedConnection> connections = new HashMap<>();
    private final Map<String, TradeIds> ids = new HashMap<>();
    private final CoinbaseBooks books;
    private final CoinbaseFrames frames;

    CoinbaseDecoder(Venue venue, Predicate<String> assets) {
        Products products = new Products(venue, assets);
        this.books = new CoinbaseBooks(products);
        this.frames = new CoinbaseFrames(products, books);
    }

    @Override
    public Outcome decode(Frame frame, Consumer<MarketEvent> out) {
        events.clear();
        books.clear();
        Outcome outcome = read(frame);
        if (told.isEmpty()) {
            return outcome == Outcome.EVENTS ? Outcome.UNUSED : outcome;
        }
        told.forEach(out);
        told.clear();
        return Outcome.EVENTS;
    }

    private Outcome read(Frame frame) {
        try {
            Outcome outcome = frames.read(frame, events::add);
            if (frames.isNumbered()) {
                count(frame);
            }
            events.removeIf(event -> isRepeated(event, frame));
            events.forEach(event -> tell(event, frame));
            if (books.isPending()) {
                books.apply(frames.feed(), frame.connection(), frames.stamp(frame), told::add);
            }
            return outcome;
        } catch (JsonException | IllegalArgumentException e) {
            told.removeIf(event -> !(event instanceof FeedGap));
            if (mayHaveLostLevels(frame)) {
                books.lose(frame.connection(), noticed(frame), "a message could not be read", told::add);
            }
            throw new FrameException(e.getMessage(), e);
        }
    }

    /** What Advanced Trade lost its own numbers show; the Exchange feed has those of the trades, which count up by one. */
    private void tell(MarketEvent event, Frame frame) {
        if (event instanceof Trade trade && !frames.isNumbered()) {
            ids.computeIfAbsent(frame.connection(), socket -> new TradeIds())
                    .take(trade, trade.stamp().sequence(), "matches")
                    .ifPresent(told::add);
        }
        told.add(event);
    }

    private boolean mayHaveLostLevels(Frame frame) {
        boolean isMute = !connections.containsKey(frame.connection()) && frames.mayBeOfBook();
        return frame.source() == Frame.Source.WEBSOCKET && (isMute || books.isPending());
    }

    /** Counts a message of Advanced Trade; if some before it are missing, nothing that its socket brought is whole. */
    private void count(Frame frame) {
        AdvancedConnection connection =
                connections.computeIfAbsent(frame.connection(), name -> new AdvancedConnection());
        if (frames.number() == AdvancedConnection.FIRST) {
            books.restart(frame.connection(), noticed(frame), told::add);
        }
        Optional<String> loss = connection.count(frames.number());
        loss.ifPresent(reason -> {
            connection.tellGaps(reason, noticed(frame), told::add);
            books.lose(frame.connection(), noticed(frame), reason, told::add);
        });
        connection.brought(frame.receivedTime(), events);
    }

    private static Stamp noticed(Frame frame) {
        return new Stamp(frame.receivedTime(), frame.receivedTime(), Stamp.NO_SEQUENCE, frame.origin());
    }

    /**
     * Asked only of frames that were read to their end, so that a bad frame leaves no mark. Of the past all is handed on: the
     * edge of a page tells how far it reached, known or not.
     */
    private boolean isRepeated(MarketEvent event, Frame frame) {
        return event instanceof Trade trade
                && !frame.isPast()
                && !seen.computeIfAbsent(trade.instrument(), instrument -> new SeenTrades())
                        .add(trade.stamp().sequence(), trade.eventTime());
    }

    @Override
    public void closed(String connection, long receivedTime) {
        books.closed(connection, receivedTime);
        ids.remove(connection);
    }

    @Override
    public void requests(Consumer<Request> to) {
        books.requests(to);
    }

    @Override
    public String stream() {
        return frames.stream();
    }
}
