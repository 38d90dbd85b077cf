package io.basiswatch.local.venue;

import io.basiswatch.local.market.Listing;
import io.basiswatch.local.market.Marks;
import io.basiswatch.local.market.SimulatedBook;
import io.basiswatch.local.market.SimulatedBook.Level;
import io.basiswatch.local.market.SimulatedMarket;
import io.basiswatch.local.market.SimulatedTrade;
import io.basiswatch.model.Side;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The texts of Hyperliquid's messages: decimals as strings, times in milliseconds.
 *
 * @see <a href="https://hyperliquid.gitbook.io/hyperliquid-docs/for-developers/api/websocket/subscriptions">Streams</a>
 */
final class HyperliquidFrames {
    /** So many levels of each side, whatever their resolution. */
    private static final int LEVELS = 20;

    /** Numbers of trades are unique and in no order: odd, so that no two trades get the same. */
    private static final long SCATTER = 0x2_545F_4914_F6CDL;

    private static final long NUMBERS = (1L << 50) - 1;
    private static final long MICROS_PER_MILLI = 1_000;

    private final SimulatedMarket market;
    private final Circumstances circumstances;

    HyperliquidFrames(SimulatedMarket market, Circumstances circumstances) {
        this.market = market;
        this.circumstances = circumstances;
    }

    static String coin(Listing listing) {
        return listing.instrument().base();
    }

    static String frame(String channel, String data) {
        return "{\"channel\":\"" + channel + "\",\"data\":" + data + '}';
    }

    long millis(long time) {
        return circumstances.time(time) / MICROS_PER_MILLI;
    }

    /** The venue prints whole prices with a zero behind the point. */
    private static String price(BigDecimal price) {
        return price.setScale(Math.max(1, price.scale()), RoundingMode.UNNECESSARY)
                .toPlainString();
    }

    static String price(Listing listing, long ticks) {
        return price(listing.tick().multiply(BigDecimal.valueOf(ticks)));
    }

    private static String rounded(double number) {
        return BigDecimal.valueOf(number).round(MathContext.DECIMAL64).toPlainString();
    }

    String trades(Listing listing, List<SimulatedTrade> trades) {
        return trades.stream().map(trade -> trade(listing, trade)).collect(Collectors.joining(",", "[", "]"));
    }

    private String trade(Listing listing, SimulatedTrade trade) {
        long number = trade.id() * SCATTER & NUMBERS;
        return "{\"coin\":\"" + coin(listing) + "\",\"side\":\"" + (trade.aggressor() == Side.BUY ? 'B' : 'A')
                + "\",\"px\":\"" + price(listing, trade.ticks()) + "\",\"sz\":\"" + listing.quantity(trade.lots())
                + "\",\"time\":" + millis(trade.time()) + ",\"hash\":\"0x" + "%064x".formatted(trade.id())
                + "\",\"tid\":" + number + ",\"users\":[\"0x" + "%040x".formatted(1) + "\",\"0x" + "%040x".formatted(2)
                + "\"]}";
    }

    String bestPrices(Listing listing, SimulatedBook book) {
        return "{\"coin\":\"" + coin(listing) + "\",\"time\":" + millis(book.time()) + ",\"bbo\":["
                + best(listing, book.bids()) + ',' + best(listing, book.asks()) + "]}";
    }

    private static String best(Listing listing, List<Level> side) {
        return side.isEmpty()
                ? "null"
                : level(
                        price(listing, side.getFirst().ticks()),
                        listing.quantity(side.getFirst().lots()),
                        1);
    }

    private static String level(String price, String size, int orders) {
        return "{\"px\":\"" + price + "\",\"sz\":\"" + size + "\",\"n\":" + orders + '}';
    }

    /**
     * A page of the book.
     *
     * @param digits to how many significant digits prices are summed up; 0 for each by itself
     * @param time when it is told
     */
    String book(Listing listing, SimulatedBook book, int digits, long time) {
        return "{\"coin\":\"" + coin(listing) + "\",\"time\":" + millis(time) + ",\"levels\":["
                + side(listing, book.bids(), digits, RoundingMode.FLOOR) + ','
                + side(listing, book.asks(), digits, RoundingMode.CEILING) + "]}";
    }

    /** Bids are summed up under the lowest of their prices, asks under the highest. */
    private static String side(Listing listing, List<Level> levels, int digits, RoundingMode towards) {
        Map<BigDecimal, long[]> sums = new TreeMap<>();
        for (Level level : levels) {
            BigDecimal price = listing.tick().multiply(BigDecimal.valueOf(level.ticks()));
            BigDecimal key = digits == 0 ? price : price.round(new MathContext(digits, towards));
            long[] sum = sums.get(key);
            if (sum == null && sums.size() == LEVELS) {
                break;
            }
            if (sum == null) {
                sum = new long[2];
                sums.put(key, sum);
            }
            sum[0] += level.lots();
            sum[1]++;
        }
        List<String> texts = sums.entrySet().stream()
                .map(entry -> level(
                        price(entry.getKey().setScale(Math.max(0, entry.getKey().scale()), RoundingMode.UNNECESSARY)),
                        listing.quantity(entry.getValue()[0]),
                        (int) entry.getValue()[1]))
                .toList();
        return '[' + String.join(",", towards == RoundingMode.FLOOR ? texts.reversed() : texts) + ']';
    }

    /** What runs of a perpetual, without a time. */
    String context(Listing listing, long time) {
        Marks marks = market.marks(listing, time);
        String funding = marks.funding().map(running -> rounded(running.rate())).orElse("0.0");
        String mark = rounded(marks.mark());
        return "{\"funding\":\"" + funding + "\",\"openInterest\":\"" + listing.quantity(marks.openInterest())
                + "\",\"prevDayPx\":\"" + mark + "\",\"dayNtlVlm\":\"1000000.0\",\"premium\":\""
                + rounded(marks.mark() / marks.index() - 1) + "\",\"oraclePx\":\"" + rounded(marks.index())
                + "\",\"markPx\":\"" + mark + "\",\"midPx\":\"" + mark + "\",\"impactPxs\":[\"" + mark + "\",\"" + mark
                + "\"],\"dayBaseVlm\":\"100.0\"}";
    }
}
