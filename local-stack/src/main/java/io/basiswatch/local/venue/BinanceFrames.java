package io.basiswatch.local.venue;

import io.basiswatch.local.market.Listing;
import io.basiswatch.local.market.Marks;
import io.basiswatch.local.market.SimulatedBook;
import io.basiswatch.local.market.SimulatedTrade;
import io.basiswatch.model.Side;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The frames of Binance's streams, as a combined stream wraps them. */
final class BinanceFrames {
    private final BinanceMarket market;
    private final Circumstances circumstances;

    BinanceFrames(BinanceMarket market, Circumstances circumstances) {
        this.market = market;
        this.circumstances = circumstances;
    }

    private static Said said(String name, String suffix, String data) {
        String stream = name.toLowerCase(Locale.ROOT) + suffix;
        String frame = "{\"stream\":\"" + stream + "\",\"data\":" + data + '}';
        return new Said(BinanceProtocol.key(stream), frame.getBytes(StandardCharsets.UTF_8));
    }

    private long millis(long time) {
        return Printed.millis(circumstances.time(time));
    }

    private String start(String event, long time, String symbol) {
        return "{\"e\":\"" + event + "\",\"E\":" + millis(time) + ",\"s\":\"" + symbol + '"';
    }

    /** Since June 2026 futures say which of the two kinds they are, and of which pair. */
    private String product(Listing listing) {
        return switch (market) {
            case SPOT -> "";
            case USD_M -> ",\"ps\":\"" + BinanceNames.pair(listing) + "\",\"st\":1";
            case COIN_M -> ",\"ps\":\"" + BinanceNames.pair(listing) + "\",\"st\":2";
        };
    }

    Said trade(Listing listing, String symbol, SimulatedTrade trade) {
        String rest = ",\"t\":" + trade.id() + ",\"p\":\"" + listing.price(trade.ticks()) + "\",\"q\":\""
                + listing.quantity(trade.lots()) + "\",\"T\":" + millis(trade.time())
                + (market == BinanceMarket.SPOT ? "" : ",\"X\":\"MARKET\"") + ",\"m\":"
                + (trade.aggressor() == Side.SELL) + (market == BinanceMarket.SPOT ? ",\"M\":true" : "");
        return said(symbol, "@trade", start("trade", trade.time(), symbol) + rest + product(listing) + '}');
    }

    /** The order that a liquidation is done by: {@code ap} is what was paid, {@code p} the price of bankruptcy. */
    Said liquidation(Listing listing, String symbol, SimulatedTrade trade) {
        String price = listing.price(trade.ticks());
        String quantity = listing.quantity(trade.lots());
        long bankrupt = trade.aggressor() == Side.SELL ? trade.ticks() - 10 : trade.ticks() + 10;
        String order = "{\"s\":\"" + symbol + "\",\"S\":\"" + trade.aggressor()
                + "\",\"o\":\"LIMIT\",\"f\":\"IOC\",\"q\":\"" + quantity + "\",\"p\":\"" + listing.price(bankrupt)
                + "\",\"ap\":\"" + price + "\",\"X\":\"FILLED\",\"l\":\"" + quantity + "\",\"z\":\"" + quantity
                + "\",\"T\":" + millis(trade.time()) + product(listing) + '}';
        return said(
                symbol, "@forceOrder", "{\"e\":\"forceOrder\",\"E\":" + millis(trade.time()) + ",\"o\":" + order + '}');
    }

    /** The spot market's says neither what it is nor when. */
    Said quote(Listing listing, String symbol, SimulatedBook book, long update) {
        SimulatedBook.Level bid = book.bids().getFirst();
        SimulatedBook.Level ask = book.asks().getFirst();
        String best = "\"u\":" + update + ",\"s\":\"" + symbol + "\",\"b\":\"" + listing.price(bid.ticks())
                + "\",\"B\":\"" + listing.quantity(bid.lots()) + "\",\"a\":\"" + listing.price(ask.ticks())
                + "\",\"A\":\"" + listing.quantity(ask.lots()) + '"';
        String data = market == BinanceMarket.SPOT
                ? '{' + best + '}'
                : "{\"e\":\"bookTicker\"," + best + ",\"T\":" + millis(book.time()) + ",\"E\":" + millis(book.time())
                        + product(listing) + '}';
        return said(symbol, "@bookTicker", data);
    }

    /**
     * Changes of a book.
     *
     * @param first the first update that they hold
     * @param last the last one
     * @param previous the last one of the changes before
     */
    Said depth(Listing listing, String symbol, SimulatedBook changes, long first, long last, long previous) {
        String numbers = (market == BinanceMarket.SPOT ? "" : ",\"T\":" + millis(changes.time())) + ",\"U\":" + first
                + ",\"u\":" + last + (market == BinanceMarket.SPOT ? "" : ",\"pu\":" + previous);
        String levels = ",\"b\":" + levels(listing, changes.bids(), Integer.MAX_VALUE) + ",\"a\":"
                + levels(listing, changes.asks(), Integer.MAX_VALUE);
        return said(
                symbol,
                "@depth@100ms",
                start("depthUpdate", changes.time(), symbol) + numbers + levels + product(listing) + '}');
    }

    static String levels(Listing listing, List<SimulatedBook.Level> levels, int most) {
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < Math.min(most, levels.size()); i++) {
            SimulatedBook.Level level = levels.get(i);
            text.append(i == 0 ? "[\"" : ",[\"")
                    .append(listing.price(level.ticks()))
                    .append("\",\"")
                    .append(listing.quantity(level.lots()))
                    .append("\"]");
        }
        return text.append(']').toString();
    }

    /** Dated contracts have no funding: an empty rate, and no time. */
    Said mark(Listing listing, String symbol, Marks marks, long time) {
        Optional<Marks.Funding> funding = marks.funding();
        String data = start("markPriceUpdate", time, symbol) + ",\"p\":\"" + Printed.decimal(marks.mark(), 8)
                + "\",\"ap\":\"" + Printed.decimal(marks.mark(), 8) + "\",\"P\":\"" + Printed.decimal(marks.mark(), 8)
                + "\",\"i\":\"" + Printed.decimal(marks.index(), 8) + "\",\"r\":\""
                + funding.map(one -> Printed.decimal(one.rate(), 8)).orElse("") + "\",\"T\":"
                + funding.map(one -> Printed.millis(one.next())).orElse(0L) + product(listing) + '}';
        return said(symbol, "@markPrice@1s", data);
    }

    Said index(String pair, double price, long time) {
        return said(
                pair,
                "@indexPrice@1s",
                "{\"e\":\"indexPriceUpdate\",\"E\":" + millis(time) + ",\"i\":\"" + pair + "\",\"p\":\""
                        + Printed.decimal(price, 8) + "\"}");
    }
}
