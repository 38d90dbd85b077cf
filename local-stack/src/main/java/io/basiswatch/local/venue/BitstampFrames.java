package io.basiswatch.local.venue;

import io.basiswatch.local.market.Listing;
import io.basiswatch.local.market.SimulatedBook;
import io.basiswatch.local.market.SimulatedBook.Level;
import io.basiswatch.local.market.SimulatedMarket;
import io.basiswatch.local.market.SimulatedTrade;
import io.basiswatch.model.Side;
import io.basiswatch.model.Venue;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The texts of Bitstamp: times in seconds and in microseconds, both as strings.
 *
 * @see <a href="https://www.bitstamp.net/websocket/v2/">WebSocket</a>
 */
final class BitstampFrames {
    static final Venue VENUE = Venue.of("bitstamp");
    private static final long MICROS = 1_000_000;

    private final SimulatedMarket market;
    private final Circumstances circumstances;

    BitstampFrames(SimulatedMarket market, Circumstances circumstances) {
        this.market = market;
        this.circumstances = circumstances;
    }

    /** {@code btcusd}. */
    static String symbol(Listing listing) {
        return (listing.instrument().base() + listing.instrument().quote()).toLowerCase(Locale.ROOT);
    }

    Optional<Listing> find(String symbol, long time) {
        return market.listings(VENUE, time).stream()
                .filter(listing -> symbol(listing).equals(symbol))
                .findFirst();
    }

    long seconds(long time) {
        return circumstances.time(time) / MICROS;
    }

    static String frame(String event, String channel, String data) {
        return "{\"event\":\"" + event + "\",\"channel\":\"" + channel + "\",\"data\":" + data + '}';
    }

    String trade(Listing listing, SimulatedTrade trade) {
        String amount = listing.quantity(trade.lots());
        String price = listing.price(trade.ticks());
        return "{\"id\":" + trade.id() + ",\"timestamp\":\"" + seconds(trade.time()) + "\",\"amount\":" + amount
                + ",\"amount_str\":\"" + amount + "\",\"price\":" + price + ",\"price_str\":\"" + price + "\",\"type\":"
                + type(trade) + ",\"microtimestamp\":\"" + circumstances.time(trade.time()) + "\",\"buy_order_id\":"
                + (2 * trade.id()) + ",\"sell_order_id\":" + (2 * trade.id() + 1) + '}';
    }

    private static int type(SimulatedTrade trade) {
        return trade.aggressor() == Side.BUY ? 0 : 1;
    }

    /** The same trade over REST: whole seconds, and every number a string. */
    String pastTrade(Listing listing, SimulatedTrade trade) {
        return "{\"date\":\"" + seconds(trade.time()) + "\",\"tid\":\"" + trade.id() + "\",\"amount\":\""
                + listing.quantity(trade.lots()) + "\",\"type\":\"" + type(trade) + "\",\"price\":\""
                + listing.price(trade.ticks()) + "\"}";
    }

    /** A book, or the levels of one that have changed. */
    String book(Listing listing, SimulatedBook book, int length) {
        long time = circumstances.time(book.time());
        return "{\"timestamp\":\"" + time / MICROS + "\",\"microtimestamp\":\"" + time + "\",\"bids\":"
                + side(listing, book.bids(), length) + ",\"asks\":" + side(listing, book.asks(), length) + '}';
    }

    private static String side(Listing listing, List<Level> levels, int length) {
        return levels.stream()
                .limit(length)
                .map(level -> "[\"" + listing.price(level.ticks()) + "\",\"" + listing.quantity(level.lots()) + "\"]")
                .collect(Collectors.joining(",", "[", "]"));
    }
}
