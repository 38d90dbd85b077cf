package io.basiswatch.local.venue;

import io.basiswatch.local.market.Listing;
import io.basiswatch.local.market.Marks;
import io.basiswatch.local.market.Payment;
import io.basiswatch.local.market.SimulatedBook;
import io.basiswatch.local.market.SimulatedTrade;
import io.basiswatch.model.Contract;
import io.basiswatch.model.Side;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** The messages of Kraken Futures. Prices and quantities are JSON numbers, times milliseconds. */
final class KrakenFuturesFrames {
    private final Circumstances circumstances;

    KrakenFuturesFrames(Circumstances circumstances) {
        this.circumstances = circumstances;
    }

    private long millis(long time) {
        return Printed.millis(circumstances.time(time));
    }

    static Said said(String feed, String symbol, String frame) {
        return new Said(feed + ':' + symbol, frame.getBytes(StandardCharsets.UTF_8));
    }

    /** The same for a trade whoever is told of it, and when. */
    static String uid(String symbol, SimulatedTrade trade) {
        return UUID.nameUUIDFromBytes((symbol + '/' + trade.id()).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    static String type(SimulatedTrade trade) {
        return trade.forced() ? "liquidation" : "fill";
    }

    static String side(SimulatedTrade trade) {
        return trade.aggressor() == Side.BUY ? "buy" : "sell";
    }

    String trade(Listing listing, String symbol, SimulatedTrade trade) {
        return "{\"feed\":\"trade\",\"product_id\":\"" + symbol + "\",\"uid\":\"" + uid(symbol, trade)
                + "\",\"side\":\""
                + side(trade) + "\",\"type\":\"" + type(trade) + "\",\"seq\":" + trade.id() + ",\"time\":"
                + millis(trade.time()) + ",\"qty\":" + listing.quantity(trade.lots()) + ",\"price\":"
                + listing.price(trade.ticks()) + '}';
    }

    /** The last trades, the newest first. */
    String trades(Listing listing, String symbol, List<SimulatedTrade> oldestFirst) {
        return oldestFirst.reversed().stream()
                .map(trade -> trade(listing, symbol, trade))
                .collect(Collectors.joining(
                        ",", "{\"feed\":\"trade_snapshot\",\"product_id\":\"" + symbol + "\",\"trades\":[", "]}"));
    }

    String book(Listing listing, String symbol, SimulatedBook book, long sequence) {
        return "{\"feed\":\"book_snapshot\",\"product_id\":\"" + symbol + "\",\"timestamp\":" + millis(book.time())
                + ",\"seq\":" + sequence + ",\"tickSize\":null,\"bids\":" + levels(listing, book.bids()) + ",\"asks\":"
                + levels(listing, book.asks()) + '}';
    }

    private static String levels(Listing listing, List<SimulatedBook.Level> levels) {
        return levels.stream()
                .map(level -> "{\"price\":" + listing.price(level.ticks()) + ",\"qty\":"
                        + listing.quantity(level.lots()) + '}')
                .collect(Collectors.joining(",", "[", "]"));
    }

    /** One level, its quantity absolute. */
    String level(Listing listing, String symbol, boolean bid, SimulatedBook.Level level, long time, long sequence) {
        return "{\"feed\":\"book\",\"product_id\":\"" + symbol + "\",\"side\":\"" + (bid ? "buy" : "sell")
                + "\",\"seq\":" + sequence + ",\"price\":" + listing.price(level.ticks()) + ",\"qty\":"
                + listing.quantity(level.lots()) + ",\"timestamp\":" + millis(time) + '}';
    }

    /**
     * What the venue says of a product once a second.
     *
     * @param paid the last payment of a perpetual
     */
    String ticker(Listing listing, String symbol, SimulatedBook book, Marks marks, Optional<Payment> paid, long time) {
        SimulatedBook.Level bid = book.bids().getFirst();
        SimulatedBook.Level ask = book.asks().getFirst();
        long end =
                listing.instrument().contract() instanceof Contract.Future(Instant expiry) ? expiry.toEpochMilli() : 0;
        return "{\"time\":" + millis(time) + ",\"product_id\":\"" + symbol + '"' + funding(marks, paid)
                + ",\"leverage\":\"50x\",\"premium\":0.0,\"feed\":\"ticker\",\"bid\":" + listing.price(bid.ticks())
                + ",\"ask\":" + listing.price(ask.ticks()) + ",\"bid_size\":" + listing.quantity(bid.lots())
                + ",\"ask_size\":" + listing.quantity(ask.lots()) + ",\"index\":" + Printed.decimal(marks.index(), 2)
                + ",\"suspended\":false,\"tag\":\"" + (end == 0 ? "perpetual" : "quarter") + "\",\"pair\":\""
                + KrakenFuturesNames.currency(listing.instrument().base()) + ":USD\",\"openInterest\":"
                + listing.quantity(marks.openInterest()) + ",\"markPrice\":" + Printed.decimal(marks.mark(), 8)
                + ",\"maturityTime\":" + end + ",\"post_only\":false}";
    }

    /** The relative rate was paid for the hour that has ended; the other one is an amount of money. */
    private static String funding(Marks marks, Optional<Payment> paid) {
        if (marks.funding().isEmpty()) {
            return "";
        }
        Marks.Funding running = marks.funding().get();
        String settled = paid.map(payment -> ",\"funding_rate\":" + number(payment.rate() * marks.index())
                        + ",\"relative_funding_rate\":" + number(payment.rate()))
                .orElse("");
        return settled + ",\"funding_rate_prediction\":" + number(running.rate() * marks.index())
                + ",\"relative_funding_rate_prediction\":" + number(running.rate()) + ",\"next_funding_rate_time\":"
                + Printed.millis(running.next());
    }

    static String number(double rate) {
        return String.format(Locale.ROOT, "%.12f", rate);
    }
}
