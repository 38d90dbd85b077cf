package io.basiswatch.local.venue;

import io.basiswatch.local.market.Listing;
import io.basiswatch.local.market.Marks;
import io.basiswatch.local.market.Payment;
import io.basiswatch.local.market.SimulatedBook;
import io.basiswatch.local.market.SimulatedMarket;
import io.basiswatch.local.market.SimulatedTrade;
import io.basiswatch.model.Side;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The pushes of OKX's public channels.
 *
 * @see <a href="https://www.okx.com/docs-v5/en/#order-book-trading-market-data">Market data</a>
 * @see <a href="https://www.okx.com/docs-v5/en/#public-data-websocket">Public data</a>
 */
final class OkxFrames implements MarketSteps.Printer {
    private static final long SECOND = 1_000_000;
    private static final long INTEREST_EVERY = 3 * SECOND;
    private static final long FUNDING_EVERY = 60 * SECOND;

    private final SimulatedMarket market;
    private final Circumstances circumstances;

    OkxFrames(SimulatedMarket market, Circumstances circumstances) {
        this.market = market;
        this.circumstances = circumstances;
    }

    /** A channel of one instrument, pair or type. */
    static String key(String channel, String of) {
        return channel + ':' + of;
    }

    private static Said push(String channel, String field, String of, String action, String row) {
        String frame = "{\"arg\":{\"channel\":\"" + channel + "\",\"" + field + "\":\"" + of + "\"}," + action
                + "\"data\":[" + row + "]}";
        return new Said(key(channel, of), frame.getBytes(StandardCharsets.UTF_8));
    }

    private static Said push(String channel, String symbol, String row) {
        return push(channel, "instId", symbol, "", row);
    }

    private String time(long time) {
        return "\"ts\":\"" + Printed.millis(circumstances.time(time)) + '"';
    }

    /** Each is a taker's order of its own, at one price: there is nothing to sum up. */
    @Override
    public Said trade(Listing listing, SimulatedTrade trade) {
        String symbol = OkxNames.symbol(listing);
        return push("trades", symbol, row(listing, trade, ",\"count\":\"1\",\"source\":\"0\",\"seqId\":" + trade.id()));
    }

    /** A trade as the stream and REST print it. */
    String row(Listing listing, SimulatedTrade trade, String more) {
        return "{\"instId\":\"" + OkxNames.symbol(listing) + "\",\"tradeId\":\"" + trade.id() + "\",\"px\":\""
                + listing.price(trade.ticks()) + "\",\"sz\":\"" + listing.quantity(trade.lots()) + "\",\"side\":\""
                + side(trade.aggressor()) + "\"," + time(trade.time()) + more + '}';
    }

    private static String side(Side side) {
        return side == Side.BUY ? "buy" : "sell";
    }

    @Override
    public Optional<Said> liquidation(Listing listing, SimulatedTrade trade) {
        String detail = "{\"bkLoss\":\"0\",\"bkPx\":\"" + listing.price(trade.ticks())
                + "\",\"ccy\":\"\",\"posSide\":\""
                + (trade.aggressor() == Side.SELL ? "long" : "short") + "\",\"side\":\"" + side(trade.aggressor())
                + "\",\"sz\":\"" + listing.quantity(trade.lots()) + "\"," + time(trade.time()) + '}';
        String type = OkxNames.type(listing);
        return Optional.of(push(
                "liquidation-orders",
                "instType",
                type,
                "",
                "{\"details\":[" + detail + "],\"instFamily\":\"" + OkxNames.pair(listing) + "\",\"instId\":\""
                        + OkxNames.symbol(listing) + "\",\"instType\":\"" + type + "\",\"uly\":\""
                        + OkxNames.pair(listing) + "\"}"));
    }

    @Override
    public Said quote(Listing listing, MarketSteps.Told now) {
        String best = "\"asks\":" + levels(listing, now.book().asks(), 1) + ",\"bids\":"
                + levels(listing, now.book().bids(), 1) + ',' + time(now.book().time()) + ",\"seqId\":" + now.number();
        return push("bbo-tbt", OkxNames.symbol(listing), '{' + best + '}');
    }

    @Override
    public List<Said> change(Listing listing, SimulatedBook changes, MarketSteps.Told now) {
        String row = book(listing, changes, changes.time(), now.number(), now.previous());
        return List.of(push("books", "instId", OkxNames.symbol(listing), "\"action\":\"update\",", row));
    }

    /** The whole book, for who subscribes. */
    Said snapshot(Listing listing, MarketSteps.Told now) {
        String row = book(listing, now.book(), now.book().time(), now.number(), -1);
        return push("books", "instId", OkxNames.symbol(listing), "\"action\":\"snapshot\",", row);
    }

    /** The checksum is 0 since June 2026. */
    private String book(Listing listing, SimulatedBook book, long time, long number, long previous) {
        return "{\"asks\":" + levels(listing, book.asks(), 400) + ",\"bids\":" + levels(listing, book.bids(), 400) + ','
                + time(time) + ",\"checksum\":0,\"seqId\":" + number + ",\"prevSeqId\":" + previous + '}';
    }

    private static String levels(Listing listing, List<SimulatedBook.Level> levels, int most) {
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < Math.min(most, levels.size()); i++) {
            SimulatedBook.Level level = levels.get(i);
            text.append(i == 0 ? "[\"" : ",[\"")
                    .append(listing.price(level.ticks()))
                    .append("\",\"")
                    .append(listing.quantity(level.lots()))
                    .append("\",\"0\",\"")
                    .append(level.lots() == 0 ? 0 : 1)
                    .append("\"]");
        }
        return text.append(']').toString();
    }

    @Override
    public List<Said> marks(Listing listing, Marks marks, long time) {
        List<Said> said = new ArrayList<>();
        said.add(mark(listing, marks, time));
        if (time % INTEREST_EVERY == 0) {
            said.add(interest(listing, marks, time));
        }
        if (time % FUNDING_EVERY == 0) {
            funding(listing, marks, time).ifPresent(said::add);
        }
        return said;
    }

    private static String instrument(Listing listing) {
        return "\"instType\":\"" + OkxNames.type(listing) + "\",\"instId\":\"" + OkxNames.symbol(listing) + "\",";
    }

    Said mark(Listing listing, Marks marks, long time) {
        return push(
                "mark-price",
                OkxNames.symbol(listing),
                '{' + instrument(listing) + "\"markPx\":\"" + Printed.decimal(marks.mark(), 4) + "\"," + time(time)
                        + '}');
    }

    Said interest(Listing listing, Marks marks, long time) {
        double contracts = Double.parseDouble(listing.quantity(marks.openInterest()));
        double amount = contracts * listing.contractSize();
        boolean inverse = listing.instrument().isInverse();
        return push(
                "open-interest",
                OkxNames.symbol(listing),
                '{' + instrument(listing) + "\"oi\":\"" + listing.quantity(marks.openInterest()) + "\",\"oiCcy\":\""
                        + Printed.decimal(inverse ? amount / marks.mark() : amount, 8) + "\",\"oiUsd\":\""
                        + Printed.decimal(inverse ? amount : amount * marks.mark(), 4) + "\"," + time(time) + '}');
    }

    /** The rate that runs until {@code fundingTime}, and the one that was paid last. */
    Optional<Said> funding(Listing listing, Marks marks, long time) {
        return marks.funding().map(running -> {
            long interval = TimeUnit.HOURS.toMicros(running.intervalHours());
            long paidAt = running.next() - interval;
            List<Payment> paid = market.payments(listing, paidAt, paidAt + 1);
            String settled =
                    paid.isEmpty() ? "" : Printed.decimal(paid.getFirst().rate(), 16);
            String row = "{\"formulaType\":\"withRate\",\"fundingRate\":\"" + Printed.decimal(running.rate(), 16)
                    + "\",\"fundingTime\":\"" + Printed.millis(running.next()) + "\",\"impactValue\":\"\","
                    + instrument(listing) + "\"interestRate\":\"\",\"method\":\"current_period\",\"maxFundingRate\":"
                    + "\"0.00375\",\"minFundingRate\":\"-0.00375\",\"nextFundingRate\":\"\",\"nextFundingTime\":\""
                    + Printed.millis(running.next() + interval) + "\",\"premium\":\"\",\"prevFundingTime\":\""
                    + Printed.millis(paidAt) + "\",\"settFundingRate\":\"" + settled + "\",\"settState\":\"settled\","
                    + time(time) + '}';
            return push("funding-rate", OkxNames.symbol(listing), row);
        });
    }

    @Override
    public Optional<Said> index(String base, String quote, double price, long time) {
        String pair = base + '-' + quote;
        String text = Printed.decimal(price, 4);
        return Optional.of(push(
                "index-tickers",
                pair,
                "{\"instId\":\"" + pair + "\",\"idxPx\":\"" + text + "\",\"high24h\":\"" + text + "\",\"low24h\":\""
                        + text + "\",\"open24h\":\"" + text + "\",\"sodUtc0\":\"" + text + "\",\"sodUtc8\":\"" + text
                        + "\"," + time(time) + '}'));
    }
}
