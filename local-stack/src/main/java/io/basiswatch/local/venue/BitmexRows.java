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
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;

/** The rows of BitMEX's tables, the same over a socket and over REST: JSON numbers, times with three digits. */
final class BitmexRows {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    /** Ids of levels lie a tick apart and run against the price. */
    private static final long LEVEL_IDS = 90_000_000_000L;

    private static final int AMOUNT_DIGITS = 12;

    private final Circumstances circumstances;

    BitmexRows(Circumstances circumstances) {
        this.circumstances = circumstances;
    }

    static String printed(long micros) {
        return TIME.format(Instant.ofEpochMilli(Printed.millis(micros)));
    }

    String time(long micros) {
        return printed(circumstances.time(micros));
    }

    private static String begin(String symbol) {
        return "{\"symbol\":\"" + symbol + '"';
    }

    private static double number(String printed) {
        return Double.parseDouble(printed);
    }

    String trade(Listing listing, String symbol, SimulatedTrade trade) {
        double units = number(listing.quantity(trade.lots())) * listing.contractSize();
        double price = number(listing.price(trade.ticks()));
        boolean inverse = listing.instrument().isInverse();
        double home = inverse ? units / price : units;
        double foreign = inverse ? units : units * price;
        String id = UUID.nameUUIDFromBytes((symbol + '/' + trade.id()).getBytes(StandardCharsets.UTF_8))
                .toString();
        return "{\"timestamp\":\"" + time(trade.time()) + "\",\"symbol\":\"" + symbol + "\",\"side\":\"" + side(trade)
                + "\",\"size\":" + listing.quantity(trade.lots()) + ",\"price\":" + listing.price(trade.ticks())
                + ",\"tickDirection\":\"ZeroPlusTick\",\"trdMatchID\":\"" + id + "\",\"homeNotional\":"
                + Printed.decimal(home, AMOUNT_DIGITS) + ",\"foreignNotional\":"
                + Printed.decimal(foreign, AMOUNT_DIGITS) + ",\"trdType\":\"Regular\"}";
    }

    private static String side(SimulatedTrade trade) {
        return trade.aggressor() == Side.BUY ? "Buy" : "Sell";
    }

    /** A forced order as it enters the book. */
    String liquidation(Listing listing, String symbol, SimulatedTrade trade) {
        return "{\"orderID\":\"" + new UUID(symbol.hashCode(), trade.id()) + "\",\"symbol\":\"" + symbol
                + "\",\"side\":\"" + side(trade) + "\",\"price\":" + listing.price(trade.ticks()) + ",\"leavesQty\":"
                + listing.quantity(trade.lots()) + '}';
    }

    String quote(Listing listing, String symbol, SimulatedBook book) {
        SimulatedBook.Level bid = book.bids().getFirst();
        SimulatedBook.Level ask = book.asks().getFirst();
        return "{\"timestamp\":\"" + time(book.time()) + "\",\"symbol\":\"" + symbol + "\",\"bidSize\":"
                + listing.quantity(bid.lots()) + ",\"bidPrice\":" + listing.price(bid.ticks()) + ",\"askPrice\":"
                + listing.price(ask.ticks()) + ",\"askSize\":" + listing.quantity(ask.lots()) + '}';
    }

    /**
     * A level. Changes and deletions name it by its id alone.
     *
     * @param action of the message that the row is in
     */
    String level(Listing listing, String symbol, boolean bid, SimulatedBook.Level level, String action, long time) {
        String size = action.equals("delete") ? "" : ",\"size\":" + listing.quantity(level.lots());
        boolean isNew = action.equals("insert") || action.equals("partial");
        String price = isNew ? ",\"price\":" + listing.price(level.ticks()) : "";
        return begin(symbol) + ",\"id\":" + (LEVEL_IDS - level.ticks()) + ",\"side\":\"" + (bid ? "Buy" : "Sell") + '"'
                + size + price + ",\"timestamp\":\"" + time(time) + "\"}";
    }

    String payment(String symbol, Payment payment) {
        return "{\"timestamp\":\"" + printed(payment.time()) + "\",\"symbol\":\"" + symbol
                + "\",\"fundingInterval\":\"" + interval(payment.intervalHours()) + "\",\"fundingRate\":"
                + Printed.decimal(payment.rate(), 10) + ",\"fundingRateDaily\":"
                + Printed.decimal(payment.rate() * 24 / payment.intervalHours(), 10) + '}';
    }

    /** Written as a time after the beginning of 2000. */
    private static String interval(int hours) {
        return String.format("2000-01-01T%02d:00:00.000Z", hours);
    }

    /** Everything of an instrument. */
    String instrument(Listing listing, String symbol, Marks marks, long time) {
        boolean inverse = listing.instrument().isInverse();
        boolean dated = listing.instrument().contract() instanceof Contract.Future;
        String expiry = listing.instrument().contract() instanceof Contract.Future(Instant end)
                ? "\"" + TIME.format(end) + '"'
                : "null";
        String size = inverse
                ? "\"multiplier\":" + Math.round(-100_000_000 * listing.contractSize())
                        + ",\"underlyingToPositionMultiplier\":null,\"underlyingToSettleMultiplier\":-100000000,"
                        + "\"quoteToSettleMultiplier\":null"
                : "\"multiplier\":1,\"underlyingToPositionMultiplier\":" + Math.round(1 / listing.contractSize())
                        + ",\"underlyingToSettleMultiplier\":null,\"quoteToSettleMultiplier\":1000000";
        return begin(symbol) + ",\"rootSymbol\":\""
                + BitmexNames.root(listing.instrument().base())
                + "\",\"state\":\"Open\",\"typ\":\"" + (dated ? "FFCCSX" : "FFWCSX") + "\",\"listing\":\""
                + printed(listing.listed()) + "\",\"expiry\":" + expiry + ",\"underlying\":\""
                + BitmexNames.root(listing.instrument().base()) + "\",\"quoteCurrency\":\""
                + listing.instrument().quote() + "\",\"settlCurrency\":\""
                + BitmexNames.settlement(listing.instrument()) + "\",\"tickSize\":" + listing.price(1) + ",\"lotSize\":"
                + listing.quantity(1) + ',' + size + ",\"isQuanto\":false,\"isInverse\":" + inverse + funding(marks)
                + prices(marks) + ",\"openInterest\":" + listing.quantity(marks.openInterest()) + ",\"timestamp\":\""
                + time(time) + "\"}";
    }

    private static String funding(Marks marks) {
        return marks.funding()
                .map(running -> ",\"fundingTimestamp\":\"" + printed(running.next()) + "\",\"fundingInterval\":\""
                        + interval(running.intervalHours()) + "\",\"fundingRate\":"
                        + Printed.decimal(running.rate(), 10))
                .orElse(",\"fundingTimestamp\":null,\"fundingInterval\":null,\"fundingRate\":null");
    }

    private static String prices(Marks marks) {
        return ",\"markPrice\":" + Printed.decimal(marks.mark(), 4) + ",\"indicativeSettlePrice\":"
                + Printed.decimal(marks.index(), 4);
    }

    /**
     * What has changed of an instrument.
     *
     * @param all whether open interest and funding have, too
     */
    String state(Listing listing, String symbol, Marks marks, boolean all, long time) {
        String more = all
                ? ",\"openInterest\":" + listing.quantity(marks.openInterest())
                        + (marks.funding().isPresent() ? funding(marks) : "")
                : "";
        return begin(symbol) + prices(marks) + more + ",\"timestamp\":\"" + time(time) + "\"}";
    }

    String settled(String symbol, long time) {
        return begin(symbol) + ",\"state\":\"Settled\",\"timestamp\":\"" + time(time) + "\"}";
    }
}
