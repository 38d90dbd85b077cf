package io.basiswatch.collector.venue.coinbase;

import io.basiswatch.collector.feed.Past;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.InstrumentListed;
import io.basiswatch.model.Stamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The addresses at which Coinbase tells the past, of whichever of its two REST interfaces.
 *
 * <ul>
 *   <li>Candles: a range that would hold more than a page is refused, not cut; 300 rows at the Exchange, 350 at Advanced Trade,
 *       of which 300 are used. The newest come first. An interval without a trade has none.
 *   <li>Trades of Advanced Trade: the newest hundred between two seconds, whatever limit is asked for. More in one second
 *       cannot be had, and the walk ends there.
 *   <li>Trades of the Exchange: a thousand with ids below a given one, back to the first.
 * </ul>
 *
 * @see <a href="https://docs.cdp.coinbase.com/api-reference/advanced-trade-api/rest-api/public/get-public-product-candles">Advanced</a>
 * @see <a href="https://docs.cdp.coinbase.com/api-reference/exchange-api/rest-api/products/get-product-candles">Exchange</a>
 */
final class CoinbasePast {
    private static final String ADVANCED = "/api/v3/brokerage/market/products/";
    private static final String EXCHANGE = "/products/";

    private static final int CANDLES_PER_PAGE = 300;
    private static final int ADVANCED_TRADES = 100;
    private static final int EXCHANGE_TRADES = 1_000;
    private static final Duration REACH = Duration.ofDays(1_827);
    private static final long SECOND = 1_000_000;

    private final FeedKind feed;
    private final String restUrl;

    CoinbasePast(FeedKind feed, String restUrl) {
        this.feed = feed;
        this.restUrl = restUrl;
    }

    /**
     * What is told of these.
     *
     * @param traded of which of them trades are collected
     */
    List<Past> of(List<InstrumentListed> listed, Predicate<InstrumentListed> traded) {
        return listed.stream()
                .flatMap(one -> Stream.concat(
                        Stream.of(Interval.values()).map(interval -> candles(one, interval)),
                        Stream.of(one).filter(traded).map(this::trades)))
                .toList();
    }

    /** What candles are asked for, in the words of both interfaces. */
    enum Interval {
        DAY(Past.Kind.DAYS, Duration.ofDays(1), "ONE_DAY"),
        HOUR(Past.Kind.HOURS, Duration.ofHours(1), "ONE_HOUR"),
        MINUTE(Past.Kind.MINUTES, Duration.ofMinutes(1), "ONE_MINUTE");

        private final Past.Kind kind;
        private final Duration length;
        private final String advanced;

        Interval(Past.Kind kind, Duration length, String advanced) {
            this.kind = kind;
            this.length = length;
            this.advanced = advanced;
        }

        /** The one that a question named; empty where it is none of these. */
        static Optional<Interval> named(String granularity) {
            return Stream.of(values())
                    .filter(one -> one.advanced.equals(granularity)
                            || Long.toString(one.length.toSeconds()).equals(granularity))
                    .findFirst();
        }

        long micros() {
            return length.toSeconds() * SECOND;
        }
    }

    private Past candles(InstrumentListed listed, Interval interval) {
        return new Past(
                listed.instrument(),
                interval.kind,
                interval.length,
                CANDLES_PER_PAGE,
                Past.Holds.NEWEST,
                REACH,
                (from, to, edge) -> candles(listed.symbol(), interval, Math.ceilDiv(from, SECOND), (to - 1) / SECOND));
    }

    /** Both bounds are the starts of candles and inclusive. */
    private String candles(String product, Interval interval, long from, long to) {
        return switch (feed) {
            case ADVANCED ->
                restUrl + ADVANCED + product + "/candles?start=" + from + "&end=" + to + "&granularity="
                        + interval.advanced;
            case EXCHANGE ->
                restUrl + EXCHANGE + product + "/candles?granularity=" + interval.length.toSeconds() + "&start="
                        + Instant.ofEpochSecond(from) + "&end=" + Instant.ofEpochSecond(to);
        };
    }

    private Past trades(InstrumentListed listed) {
        return new Past(
                listed.instrument(),
                Past.Kind.TRADES,
                Duration.ZERO,
                feed == FeedKind.ADVANCED ? ADVANCED_TRADES : EXCHANGE_TRADES,
                Past.Holds.NEWEST,
                REACH,
                (from, to, edge) -> trades(listed.symbol(), from, to, edge));
    }

    /** The second of the edge is asked for once more: of the trades in it the page before may have held some only. */
    private String trades(String product, long from, long to, Optional<InstrumentEvent> edge) {
        return switch (feed) {
            case ADVANCED -> {
                long end = edge.map(InstrumentEvent::eventTime).orElse(to) / SECOND + 1;
                yield restUrl + ADVANCED + product + "/ticker?limit=" + ADVANCED_TRADES + "&start=" + from / SECOND
                        + "&end=" + end;
            }
            case EXCHANGE ->
                restUrl + EXCHANGE + product + "/trades?limit=" + EXCHANGE_TRADES
                        + edge.map(InstrumentEvent::stamp)
                                .map(Stamp::sequence)
                                .map(id -> "&after=" + id)
                                .orElse("");
        };
    }
}
