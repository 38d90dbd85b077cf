package io.basiswatch.collector.venue.hyperliquid;

import io.basiswatch.collector.book.BookChecksum;
import io.basiswatch.collector.book.BookFeed;
import io.basiswatch.collector.book.Books;
import io.basiswatch.collector.book.OrderBook;
import io.basiswatch.collector.book.Reach;
import io.basiswatch.collector.book.SyncRule;
import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.FrameEvents;
import io.basiswatch.collector.feed.Request;
import io.basiswatch.collector.feed.Terms;
import io.basiswatch.model.DepthProfile;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Stamp;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Books of {@code l2Book}: each message is a whole page. The native page makes the book, and coarser pages, which come over
 * sockets of their own, carry it on to where the native one does not reach.
 */
final class HyperliquidBooks {
    static final String STREAM = "l2Book";

    /**
     * Pages are told twice a second, by the venue's time; one of the time before may not be put beside a new one, for the book
     * has moved since.
     */
    private static final long SAME_TIME = 450_000;

    /** A socket that tells no page of a coin for so long is mute, whatever else it carries. */
    private static final long MUTE = 30_000_000;

    /** A page, and the socket that it comes over. */
    private static final class Source {
        private final LevelPage page = new LevelPage();
        private String connection = "";
        private long receivedTime;
        private long time;
        private boolean isTold;
    }

    /** What is known of one coin. */
    private static final class Coin {
        private final BookFeed feed;
        private final Map<Resolution, Source> sources = new EnumMap<>(Resolution.class);

        Coin(BookFeed feed) {
            this.feed = feed;
        }

        Source source(Resolution resolution) {
            return sources.computeIfAbsent(resolution, one -> new Source());
        }
    }

    private final Books books = new Books();
    private final BookSubscriptions subscriptions = new BookSubscriptions();
    private final Map<Instrument, Coin> coins = new HashMap<>();
    private final LayeredBook layers = new LayeredBook();
    private final List<Request> requests = new ArrayList<>();
    private final FrameEvents events;

    HyperliquidBooks(FrameEvents events) {
        this.events = events;
    }

    /** The resolution in which {@code connection} tells the book of a coin; empty where it cannot be told. */
    Optional<Resolution> resolution(String connection, String name) {
        return subscriptions.find(connection, name);
    }

    /** A subscription was acknowledged: from now on pages are due. */
    void subscribed(Terms terms, Frame frame, Optional<Resolution> resolution) {
        subscriptions.subscribed(frame.connection(), terms.symbol(), resolution);
        resolution.ifPresent(one -> {
            Source source = coin(terms).source(one);
            source.connection = frame.connection();
            source.receivedTime = frame.receivedTime();
            source.isTold = false;
        });
    }

    void unsubscribed(Terms terms, String connection, Optional<Resolution> resolution) {
        subscriptions.unsubscribed(connection, terms.symbol(), resolution);
        resolution.ifPresent(coin(terms).sources::remove);
    }

    private Coin coin(Terms terms) {
        Coin known = coins.get(terms.instrument());
        if (known == null) {
            known = new Coin(books.open(terms.instrument(), to -> feed(terms, to)));
            coins.put(terms.instrument(), known);
        }
        return known;
    }

    private static BookFeed feed(Terms terms, Consumer<Request> to) {
        return new BookFeed(
                terms.instrument(),
                STREAM,
                SyncRule.SNAPSHOTS_ONLY,
                Reach.snapshot(1),
                BookChecksum.none(),
                connection -> new Request.Renew(connection, "no whole book of " + terms.symbol()),
                to);
    }

    /** Where to read the page of a coin into; only once it was read to its end it may be {@linkplain #accept told}. */
    void take(Terms terms, Resolution resolution, Frame frame, Stamp stamp, LevelPage read) {
        Source source = coin(terms).source(resolution);
        source.page.bids.copy(read.bids);
        source.page.asks.copy(read.asks);
        source.connection = frame.connection();
        source.receivedTime = frame.receivedTime();
        source.time = stamp.eventTime();
        source.isTold = true;
    }

    /** Makes the book anew after its native page was taken. */
    Optional<OrderBook> renew(Terms terms, Frame frame, Stamp stamp) {
        Coin coin = coin(terms);
        layers.begin(coin.source(Resolution.NATIVE).page);
        for (Resolution resolution : Resolution.values()) {
            Source source = coin.sources.get(resolution);
            if (resolution == Resolution.NATIVE) {
                continue;
            }
            if (source != null && isOfTheSameTime(source, terms, stamp)) {
                layers.extend(resolution, source.page);
            } else {
                layers.pass(resolution);
            }
        }
        layers.write(terms, frame.receivedTime(), stamp.eventTime(), books.update());
        coin.feed.accept(frame.connection(), books.update(), stamp, event -> add(terms, event));
        return coin.feed.book();
    }

    private boolean isOfTheSameTime(Source source, Terms terms, Stamp stamp) {
        if (stamp.receivedTime() - source.receivedTime > MUTE) {
            source.receivedTime = stamp.receivedTime();
            source.isTold = false;
            requests.add(new Request.Renew(source.connection, "no " + STREAM + " of " + terms.symbol()));
        }
        return source.isTold && Math.abs(stamp.eventTime() - source.time) <= SAME_TIME;
    }

    private void add(Terms terms, MarketEvent event) {
        events.add(event instanceof DepthProfile profile ? layers.withoutCoarseBands(terms, profile) : event);
    }

    void closed(String connection, long receivedTime) {
        books.closed(connection, receivedTime);
        subscriptions.closed(connection);
        coins.values().forEach(coin -> coin.sources.values().removeIf(source -> source.connection.equals(connection)));
    }

    void requests(Consumer<Request> to) {
        books.requests(to);
        requests.forEach(to);
        requests.clear();
    }
}
