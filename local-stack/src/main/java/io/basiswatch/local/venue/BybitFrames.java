package io.basiswatch.local.venue;

import io.basiswatch.local.market.Listing;
import io.basiswatch.local.market.Marks;
import io.basiswatch.local.market.SimulatedBook;
import io.basiswatch.local.market.SimulatedTrade;
import io.basiswatch.model.Contract;
import io.basiswatch.model.Side;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The messages of Bybit's public topics. One topic may be of two markets ({@code publicTrade.BTCUSDT} is of a pair and of a
 * perpetual), which are told apart by the socket; our names of streams begin with the market.
 *
 * @see <a href="https://bybit-exchange.github.io/docs/v5/websocket/public/orderbook">Public topics</a>
 */
final class BybitFrames implements MarketSteps.Printer {
    private final Circumstances circumstances;

    BybitFrames(Circumstances circumstances) {
        this.circumstances = circumstances;
    }

    static String key(String category, String topic) {
        return category + ':' + topic;
    }

    private long millis(long time) {
        return Printed.millis(circumstances.time(time));
    }

    /** Spot puts the time before the type. */
    private Said message(Listing listing, String channel, String type, long time, String data, String more) {
        String topic = channel + '.' + BybitNames.symbol(listing);
        String kind = "\"type\":\"" + type + '"';
        String stamp = "\"ts\":" + millis(time);
        String head = listing.instrument().isSpot() ? stamp + ',' + kind : kind + ',' + stamp;
        String frame = "{\"topic\":\"" + topic + "\"," + head + ",\"data\":" + data + more + '}';
        return new Said(key(BybitNames.category(listing), topic), frame.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Said trade(Listing listing, SimulatedTrade trade) {
        String row = "{\"T\":" + millis(trade.time()) + ",\"s\":\"" + BybitNames.symbol(listing) + "\",\"S\":\""
                + side(trade.aggressor()) + "\",\"v\":\"" + listing.quantity(trade.lots()) + "\",\"p\":\""
                + listing.price(trade.ticks()) + "\",\"L\":\"ZeroPlusTick\",\"i\":\"" + id(listing, trade)
                + "\",\"BT\":false,\"RPI\":false,\"seq\":" + trade.id() + '}';
        return message(listing, "publicTrade", "snapshot", trade.time(), '[' + row + ']', "");
    }

    static String side(Side side) {
        return side == Side.BUY ? "Buy" : "Sell";
    }

    /** Numbers of pairs, and identifiers without order of contracts. */
    static String id(Listing listing, SimulatedTrade trade) {
        return listing.instrument().isSpot()
                ? Long.toString(2_100_000_000_000_000_000L + trade.id())
                : UUID.nameUUIDFromBytes((BybitNames.symbol(listing) + trade.id()).getBytes(StandardCharsets.UTF_8))
                        .toString();
    }

    /** The side is that of the position: a long that died is a Buy. */
    @Override
    public Optional<Said> liquidation(Listing listing, SimulatedTrade trade) {
        String row = "{\"T\":" + millis(trade.time()) + ",\"s\":\"" + BybitNames.symbol(listing) + "\",\"S\":\""
                + side(trade.aggressor().opposite()) + "\",\"v\":\"" + listing.quantity(trade.lots()) + "\",\"p\":\""
                + listing.price(trade.ticks()) + "\"}";
        return Optional.of(message(listing, "allLiquidation", "snapshot", trade.time(), '[' + row + ']', ""));
    }

    @Override
    public Said quote(Listing listing, MarketSteps.Told now) {
        return book(listing, "snapshot", 1, now.book(), now);
    }

    /** A book that begins anew is told whole. */
    @Override
    public List<Said> change(Listing listing, SimulatedBook changes, MarketSteps.Told now) {
        return List.of(now.isRestart() ? snapshot(listing, 1_000, now) : book(listing, "delta", 1_000, changes, now));
    }

    Said snapshot(Listing listing, int depth, MarketSteps.Told now) {
        return book(listing, "snapshot", depth, now.book(), now);
    }

    private Said book(Listing listing, String type, int depth, SimulatedBook book, MarketSteps.Told now) {
        String data = "{\"s\":\"" + BybitNames.symbol(listing) + "\",\"b\":" + levels(listing, book.bids(), depth)
                + ",\"a\":" + levels(listing, book.asks(), depth) + ",\"u\":" + now.count() + ",\"seq\":"
                + now.number() + '}';
        String engine = ",\"cts\":" + millis(now.book().time());
        return message(listing, "orderbook." + depth, type, now.book().time(), data, engine);
    }

    private static String levels(Listing listing, List<SimulatedBook.Level> levels, int most) {
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < Math.min(most, levels.size()); i++) {
            SimulatedBook.Level level = levels.get(i);
            text.append(i == 0 ? "[\"" : ",[\"")
                    .append(listing.price(level.ticks()))
                    .append("\",\"")
                    .append(level.lots() == 0 ? "0" : listing.quantity(level.lots()))
                    .append("\"]");
        }
        return text.append(']').toString();
    }

    /** A delta of what moves all the time; the rest comes with the snapshot, and once a minute. */
    @Override
    public List<Said> marks(Listing listing, Marks marks, long time) {
        boolean isRich = time % 60_000_000 == 0;
        return List.of(ticker(listing, "delta", isRich, marks, time));
    }

    /** @param isRich whether interest and funding are told as well as prices */
    Said ticker(Listing listing, String type, boolean isRich, Marks marks, long time) {
        String data = "{\"symbol\":\"" + BybitNames.symbol(listing) + "\",\"markPrice\":\""
                + Printed.decimal(marks.mark(), 2) + "\",\"indexPrice\":\"" + Printed.decimal(marks.index(), 2) + '"'
                + (isRich ? interest(listing, marks) + funding(listing, marks) : "") + '}';
        return message(listing, "tickers", type, time, data, ",\"cs\":" + time / 1_000);
    }

    /** The classic figure counts both sides. */
    private static String interest(Listing listing, Marks marks) {
        double amount = Double.parseDouble(listing.quantity(marks.openInterest()));
        double value = listing.instrument().isInverse() ? amount / marks.mark() : amount * marks.mark();
        return ",\"openInterest\":\"" + listing.quantity(2 * marks.openInterest()) + "\",\"openInterestValue\":\""
                + Printed.decimal(2 * value, 4) + "\",\"singleOpenInterest\":\""
                + listing.quantity(marks.openInterest()) + "\",\"singleOpenInterestValue\":\""
                + Printed.decimal(value, 4) + '"';
    }

    /** Empty of dated contracts. */
    private static String funding(Listing listing, Marks marks) {
        String none = listing.instrument().contract() instanceof Contract.Future
                ? ",\"fundingRate\":\"\",\"nextFundingTime\":\"0\""
                : "";
        return marks.funding()
                .map(one -> ",\"fundingRate\":\"" + Printed.decimal(one.rate(), 8) + "\",\"nextFundingTime\":\""
                        + Printed.millis(one.next()) + "\",\"fundingIntervalHour\":\"" + one.intervalHours() + '"')
                .orElse(none);
    }

    /** Index prices come with the tickers. */
    @Override
    public Optional<Said> index(String base, String quote, double price, long time) {
        return Optional.empty();
    }
}
