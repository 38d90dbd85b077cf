package io.basiswatch.collector.venue.coinbase;

import io.basiswatch.collector.feed.MarketStream;
import io.basiswatch.collector.feed.StreamKind;
import io.basiswatch.collector.feed.Subscription;
import io.basiswatch.model.InstrumentListed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The sockets to open. Books have their own, because a message lost among them makes all that the socket brings doubtful,
 * and at most thirty to a socket: beyond that Advanced Trade answers {@code too many L2 streams requested in a single
 * session}.
 *
 * <p>Advanced Trade takes one channel per message and closes a quiet socket, so heartbeats are asked for too.
 */
final class CoinbaseSockets {
    static final int MAX_BOOKS = 30;

    /** The venue names no limit. */
    private static final Duration LIFETIME = Duration.ofDays(365);

    private final FeedKind feed;
    private final String address;
    private final List<Subscription> all = new ArrayList<>();

    CoinbaseSockets(FeedKind feed, String address) {
        this.feed = feed;
        this.address = address;
    }

    /** One socket for streams of these products, all watched for silence; none where there are no products. */
    CoinbaseSockets open(String name, List<InstrumentListed> listed, List<StreamKind> kinds) {
        return open(name, listed, kinds, kinds);
    }

    /**
     * The same.
     *
     * @param watched which of the streams must flow; a ticker comes with trades only, so that of a thin product may be silent
     */
    CoinbaseSockets open(String name, List<InstrumentListed> listed, List<StreamKind> kinds, List<StreamKind> watched) {
        if (listed.isEmpty()) {
            return this;
        }
        Set<MarketStream> streams = new HashSet<>();
        listed.forEach(one -> watched.forEach(kind -> streams.add(new MarketStream(one.instrument(), kind))));
        List<String> ids =
                listed.stream().map(InstrumentListed::symbol).sorted().toList();
        all.add(new Subscription(
                name, List.of(address), greetings(ids, kinds), streams, again(listed, kinds), LIFETIME));
        return this;
    }

    /** As many sockets as the books of these products need. */
    CoinbaseSockets openBooks(List<InstrumentListed> listed) {
        for (int from = 0; from < listed.size(); from += MAX_BOOKS) {
            List<InstrumentListed> some = listed.subList(from, Math.min(listed.size(), from + MAX_BOOKS));
            open("depth-" + (from / MAX_BOOKS + 1), some, List.of(StreamKind.DEPTH));
        }
        return this;
    }

    List<Subscription> subscriptions() {
        return all;
    }

    private List<String> greetings(List<String> ids, List<StreamKind> kinds) {
        List<String> greetings = new ArrayList<>();
        if (feed == FeedKind.EXCHANGE) {
            kinds.forEach(kind -> greetings.add(feed.say("subscribe", ids, exchangeWord(kind))));
            greetings.add(feed.say("subscribe", ids, "heartbeat"));
        } else {
            greetings.add(feed.say("subscribe", List.of(), "heartbeats"));
            kinds.forEach(kind -> greetings.add(feed.say("subscribe", ids, word(kind))));
        }
        return greetings;
    }

    private Map<MarketStream, List<String>> again(List<InstrumentListed> listed, List<StreamKind> kinds) {
        Map<MarketStream, List<String>> again = new HashMap<>();
        for (InstrumentListed one : listed) {
            List<String> id = List.of(one.symbol());
            for (StreamKind kind : kinds) {
                String channel = feed == FeedKind.EXCHANGE ? exchangeWord(kind) : word(kind);
                again.put(
                        new MarketStream(one.instrument(), kind),
                        List.of(feed.say("unsubscribe", id, channel), feed.say("subscribe", id, channel)));
            }
        }
        return again;
    }

    private static String exchangeWord(StreamKind kind) {
        return switch (kind) {
            case TRADES -> "matches";
            case QUOTES -> "ticker";
            case DEPTH -> "level2_batch";
            case MARKS -> throw new IllegalArgumentException("the Exchange feed has no marks");
        };
    }

    /** Advanced Trade's word for a kind of stream. */
    static String word(StreamKind kind) {
        return switch (kind) {
            case TRADES -> "market_trades";
            case QUOTES -> "ticker";
            case MARKS -> "mark";
            case DEPTH -> "level2";
        };
    }
}
