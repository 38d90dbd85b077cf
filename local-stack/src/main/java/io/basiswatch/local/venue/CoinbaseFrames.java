package io.basiswatch.local.venue;

import io.basiswatch.local.market.Listing;
import io.basiswatch.local.market.SimulatedBook;
import io.basiswatch.local.market.SimulatedTrade;
import io.basiswatch.model.Side;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The messages of Coinbase's Advanced Trade: everything a string; the socket's own number is put in when one is sent. */
final class CoinbaseFrames {
    private final Circumstances circumstances;

    CoinbaseFrames(Circumstances circumstances) {
        this.circumstances = circumstances;
    }

    /** {@code BTC-USD}; the perpetuals of the international exchange are called {@code BTC-PERP-INTX}. */
    static String product(Listing listing) {
        String base = listing.instrument().base();
        return listing.instrument().isPerpetual()
                ? base + "-PERP-INTX"
                : base + '-' + listing.instrument().quote();
    }

    static Said said(String channel, Listing listing, byte[] frame) {
        return new Said(channel + ':' + product(listing), frame);
    }

    String time(long time) {
        return KrakenSpotFrames.instant(circumstances.time(time)).toString();
    }

    private byte[] wrapped(String channel, long time, String event) {
        return ("{\"channel\":\"" + channel + "\",\"client_id\":\"\",\"timestamp\":\"" + time(time)
                        + "\",\"sequence_num\":0,\"events\":[" + event + "]}")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The newest first. */
    byte[] trades(Listing listing, List<SimulatedTrade> oldestFirst, long time, String type) {
        String rows = oldestFirst.reversed().stream()
                .map(trade -> trade(listing, trade, ""))
                .collect(Collectors.joining(","));
        return wrapped("market_trades", time, "{\"type\":\"" + type + "\",\"trades\":[" + rows + "]}");
    }

    /** {@code side} is the maker's. */
    String trade(Listing listing, SimulatedTrade trade, String more) {
        return "{\"trade_id\":\"" + trade.id() + "\",\"product_id\":\"" + product(listing) + "\",\"price\":\""
                + listing.price(trade.ticks()) + "\",\"size\":\"" + listing.quantity(trade.lots()) + "\",\"time\":\""
                + time(trade.time()) + "\",\"side\":\"" + (trade.aggressor() == Side.BUY ? "SELL" : "BUY") + '"' + more
                + '}';
    }

    byte[] ticker(Listing listing, SimulatedBook book, String last, long time, String type) {
        SimulatedBook.Level bid = book.bids().getFirst();
        SimulatedBook.Level ask = book.asks().getFirst();
        return wrapped(
                "ticker",
                time,
                "{\"type\":\"" + type + "\",\"tickers\":[{\"type\":\"ticker\",\"product_id\":\"" + product(listing)
                        + "\",\"price\":\"" + last + "\",\"best_bid\":\"" + listing.price(bid.ticks())
                        + "\",\"best_bid_quantity\":\"" + listing.quantity(bid.lots()) + "\",\"best_ask\":\""
                        + listing.price(ask.ticks()) + "\",\"best_ask_quantity\":\"" + listing.quantity(ask.lots())
                        + "\"}]}");
    }

    byte[] levels(Listing listing, SimulatedBook levels, String type) {
        String time = time(levels.time());
        String rows = Stream.concat(
                        levels.bids().stream().map(level -> level(listing, "bid", level, time)),
                        levels.asks().stream().map(level -> level(listing, "offer", level, time)))
                .collect(Collectors.joining(","));
        return wrapped(
                "l2_data",
                levels.time(),
                "{\"type\":\"" + type + "\",\"product_id\":\"" + product(listing) + "\",\"updates\":[" + rows + "]}");
    }

    private static String level(Listing listing, String side, SimulatedBook.Level level, String time) {
        return "{\"side\":\"" + side + "\",\"event_time\":\"" + time + "\",\"price_level\":\""
                + listing.price(level.ticks()) + "\",\"new_quantity\":\""
                + (level.lots() == 0 ? "0" : listing.quantity(level.lots())) + "\"}";
    }
}
