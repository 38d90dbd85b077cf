package io.basiswatch.local.venue;

import io.basiswatch.local.market.Listing;
import io.basiswatch.local.market.SimulatedBook;
import io.basiswatch.local.market.SimulatedTrade;
import io.basiswatch.model.Side;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/** The messages of Kraken's WebSocket v2: JSON numbers with the digits of the pair, times in microseconds. */
final class KrakenSpotFrames {
    private static final int SUMMED = 10;

    private final Circumstances circumstances;

    KrakenSpotFrames(Circumstances circumstances) {
        this.circumstances = circumstances;
    }

    static String pair(Listing listing) {
        return listing.instrument().base() + '/' + listing.instrument().quote();
    }

    static Said said(String channel, Listing listing, String frame) {
        return new Said(channel + ':' + pair(listing), frame.getBytes(StandardCharsets.UTF_8));
    }

    static Instant instant(long micros) {
        long seconds = Math.floorDiv(micros, TimeUnit.SECONDS.toMicros(1));
        return Instant.ofEpochSecond(seconds, (micros - TimeUnit.SECONDS.toMicros(seconds)) * 1_000);
    }

    private String time(long time) {
        return ",\"timestamp\":\"" + instant(circumstances.time(time)) + "\"}";
    }

    static String wrapped(String channel, String type, String rows) {
        return "{\"channel\":\"" + channel + "\",\"type\":\"" + type + "\",\"data\":[" + rows + "]}";
    }

    String trades(Listing listing, List<SimulatedTrade> trades, String type) {
        return wrapped(
                "trade",
                type,
                trades.stream().map(trade -> trade(listing, trade)).collect(Collectors.joining(",")));
    }

    private String trade(Listing listing, SimulatedTrade trade) {
        return "{\"symbol\":\"" + pair(listing) + "\",\"side\":\"" + (trade.aggressor() == Side.BUY ? "buy" : "sell")
                + "\",\"price\":" + listing.price(trade.ticks()) + ",\"qty\":" + listing.quantity(trade.lots())
                + ",\"ord_type\":\"limit\",\"trade_id\":" + trade.id() + time(trade.time());
    }

    String ticker(Listing listing, SimulatedBook book, String type) {
        SimulatedBook.Level bid = book.bids().getFirst();
        SimulatedBook.Level ask = book.asks().getFirst();
        return wrapped(
                "ticker",
                type,
                "{\"symbol\":\"" + pair(listing) + "\",\"bid\":" + listing.price(bid.ticks()) + ",\"bid_qty\":"
                        + listing.quantity(bid.lots()) + ",\"ask\":" + listing.price(ask.ticks()) + ",\"ask_qty\":"
                        + listing.quantity(ask.lots()) + ",\"last\":" + listing.price(bid.ticks()) + time(book.time()));
    }

    /**
     * Levels of a book, absolute; 0 removes.
     *
     * @param levels the whole book, or what has changed
     * @param whole the book as it stands then, of which the checksum is made
     */
    String book(Listing listing, SimulatedBook levels, SimulatedBook whole, String type) {
        return wrapped(
                "book",
                type,
                "{\"symbol\":\"" + pair(listing) + "\",\"bids\":" + levels(listing, levels.bids()) + ",\"asks\":"
                        + levels(listing, levels.asks()) + ",\"checksum\":" + checksum(listing, whole)
                        + time(whole.time()));
    }

    private static String levels(Listing listing, List<SimulatedBook.Level> levels) {
        return levels.stream()
                .map(level -> "{\"price\":" + listing.price(level.ticks()) + ",\"qty\":"
                        + listing.quantity(level.lots()) + '}')
                .collect(Collectors.joining(",", "[", "]"));
    }

    /** Of the ten best asks, then the ten best bids: price and quantity as printed, without points and leading zeros. */
    private static long checksum(Listing listing, SimulatedBook book) {
        StringBuilder digits = new StringBuilder();
        for (List<SimulatedBook.Level> side : List.of(book.asks(), book.bids())) {
            side.stream()
                    .limit(SUMMED)
                    .forEach(level -> digits.append(digits(listing.price(level.ticks())))
                            .append(digits(listing.quantity(level.lots()))));
        }
        CRC32 sum = new CRC32();
        sum.update(digits.toString().getBytes(StandardCharsets.US_ASCII));
        return sum.getValue();
    }

    private static String digits(String number) {
        String all = number.replace(".", "");
        int first = 0;
        while (first < all.length() - 1 && all.charAt(first) == '0') {
            first++;
        }
        return all.substring(first);
    }
}
