package io.basiswatch.local.venue;

import io.basiswatch.local.market.Listing;
import io.basiswatch.local.market.Marks;
import io.basiswatch.local.market.SimulatedBook;
import io.basiswatch.local.market.SimulatedBook.Level;
import io.basiswatch.local.market.SimulatedMarket;
import io.basiswatch.local.market.SimulatedTrade;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.Side;
import io.basiswatch.model.Venue;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The rows of Bitfinex: arrays of numbers whose meaning is their place. What the venue publishes of a channel is kept without
 * the channel's number and the sequence, which are each connection's own: the payload, a line feed, the venue's time.
 *
 * @see <a href="https://docs.bitfinex.com/docs/ws-public">Public Channels</a>
 */
final class BitfinexFrames {
    static final Venue VENUE = Venue.of("bitfinex");

    private static final long MICROS_PER_MILLI = 1_000;
    private static final Map<String, String> CODES = Map.of("USDT", "UST", "USDC", "UDC");
    private static final int SHORT_CODE = 3;

    private final SimulatedMarket market;
    private final Circumstances circumstances;

    BitfinexFrames(SimulatedMarket market, Circumstances circumstances) {
        this.market = market;
        this.circumstances = circumstances;
    }

    /** {@code tBTCUSD}, {@code tDOGE:USD}, {@code tBTCF0:USTF0}. */
    static String symbol(Listing listing) {
        return 't' + pair(listing);
    }

    static String pair(Listing listing) {
        Instrument instrument = listing.instrument();
        String base = CODES.getOrDefault(instrument.base(), instrument.base());
        String quote = CODES.getOrDefault(instrument.quote(), instrument.quote());
        if (instrument.isPerpetual()) {
            return base + "F0:" + quote + "F0";
        }
        boolean isShort = base.length() == SHORT_CODE && quote.length() == SHORT_CODE;
        return base + (isShort ? "" : ":") + quote;
    }

    Optional<Listing> find(String symbol, long time) {
        return market.listings(VENUE, time).stream()
                .filter(listing -> symbol(listing).equals(symbol))
                .findFirst();
    }

    long millis(long time) {
        return circumstances.time(time) / MICROS_PER_MILLI;
    }

    Said said(String stream, String payload, long time) {
        return new Said(stream, told(payload, time).getBytes(StandardCharsets.UTF_8));
    }

    /** A payload with its time, as {@link BitfinexConversation} makes a message of it. */
    String told(String payload, long time) {
        return payload + '\n' + millis(time);
    }

    /** Id, time, amount (negative where the taker sold), price. */
    String trade(Listing listing, SimulatedTrade trade) {
        String sign = trade.aggressor() == Side.BUY ? "" : "-";
        return "[" + trade.id() + ',' + millis(trade.time()) + ',' + sign + listing.quantity(trade.lots()) + ','
                + listing.price(trade.ticks()) + ']';
    }

    String trades(Listing listing, List<SimulatedTrade> trades) {
        return trades.stream().map(trade -> trade(listing, trade)).collect(Collectors.joining(",", "[", "]"));
    }

    /** Price, orders, amount: no orders and an amount of one take the level away; that of asks is negative. */
    static String level(Listing listing, Level level, boolean isBid) {
        String sign = isBid ? "" : "-";
        return "[" + listing.price(level.ticks()) + ','
                + (level.lots() == 0 ? "0," + sign + '1' : "1," + sign + listing.quantity(level.lots())) + ']';
    }

    /** The best {@code length} levels of each side. */
    static SimulatedBook best(SimulatedBook book, int length) {
        return new SimulatedBook(book.step(), book.time(), best(book.bids(), length), best(book.asks(), length));
    }

    private static List<Level> best(List<Level> side, int length) {
        return side.subList(0, Math.min(length, side.size()));
    }

    static String book(Listing listing, SimulatedBook book) {
        String bids =
                book.bids().stream().map(level -> level(listing, level, true)).collect(Collectors.joining(","));
        String asks =
                book.asks().stream().map(level -> level(listing, level, false)).collect(Collectors.joining(","));
        return '[' + bids + (bids.isEmpty() || asks.isEmpty() ? "" : ",") + asks + ']';
    }

    /**
     * See the <a href="https://docs.bitfinex.com/reference/ws-public-status">fields of a status</a>. The rate that is paid next
     * stands from one payment to the next; what accrues meanwhile is for the payment after it.
     */
    String status(Listing listing, long time) {
        Marks marks = market.marks(listing, time);
        Optional<Long> next = marks.funding().map(Marks.Funding::next);
        String due = next.map(payment -> Long.toString(millis(payment))).orElse("null");
        String rate = next.stream()
                .flatMap(payment -> market.payments(listing, payment, payment + 1).stream())
                .map(payment -> plain(payment.rate()))
                .findFirst()
                .orElse("null");
        return "[" + millis(time) + ",null," + plain(marks.mark()) + ',' + plain(marks.index())
                + ",null,1396531.67460709,null,"
                + due + ",0.0001056,6,null," + rate + ",null,null," + plain(marks.mark()) + ",null,null,"
                + listing.quantity(marks.openInterest()) + ",null,null,null,-0.0005,0.0025]";
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).toPlainString();
    }

    /**
     * A position that is liquidated: first that it is taken over, then that it was sold or bought back.
     *
     * @param isFill whether it is the latter
     */
    String liquidation(Listing listing, SimulatedTrade trade, boolean isFill) {
        String sign = trade.aggressor() == Side.SELL ? "" : "-";
        String price = listing.price(trade.ticks());
        return "[[\"pos\"," + trade.id() + ',' + millis(trade.time()) + ",null,\"" + symbol(listing) + "\"," + sign
                + listing.quantity(trade.lots()) + ',' + price + ",null," + (isFill ? 1 : 0) + ",1,null," + price
                + "]]";
    }
}
