package io.basiswatch.local.venue;

import io.basiswatch.local.market.Listing;
import io.basiswatch.local.market.Marks;
import io.basiswatch.local.market.SimulatedBook;
import io.basiswatch.local.market.SimulatedTrade;
import io.basiswatch.model.Side;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The notifications of Deribit. All numbers are JSON numbers; amounts are dollars of inverse contracts and coins of all others.
 *
 * @see <a href="https://docs.deribit.com/#subscriptions">Subscriptions</a>
 */
final class DeribitFrames implements MarketSteps.Printer {
    private final Circumstances circumstances;

    DeribitFrames(Circumstances circumstances) {
        this.circumstances = circumstances;
    }

    private long millis(long time) {
        return Printed.millis(circumstances.time(time));
    }

    static Said notification(String channel, String data) {
        String frame = "{\"jsonrpc\":\"2.0\",\"method\":\"subscription\",\"params\":{\"channel\":\"" + channel
                + "\",\"data\":" + data + "}}";
        return new Said(channel, frame.getBytes(StandardCharsets.UTF_8));
    }

    /** A liquidation is told with the trade. */
    @Override
    public Said trade(Listing listing, SimulatedTrade trade) {
        return notification("trades." + DeribitNames.name(listing) + ".100ms", '[' + row(listing, trade) + ']');
    }

    /** A trade as the stream and REST print it. */
    String row(Listing listing, SimulatedTrade trade) {
        String price = listing.price(trade.ticks());
        return "{\"trade_seq\":" + trade.id() + ",\"trade_id\":\"" + (100_000_000 + trade.id()) + "\",\"timestamp\":"
                + millis(trade.time()) + ",\"tick_direction\":0,\"price\":" + price + ",\"mark_price\":" + price
                + ",\"instrument_name\":\"" + DeribitNames.name(listing) + "\",\"index_price\":" + price
                + ",\"direction\":\"" + (trade.aggressor() == Side.BUY ? "buy" : "sell") + "\",\"amount\":"
                + listing.quantity(trade.lots())
                + (trade.forced() && !listing.instrument().isSpot() ? ",\"liquidation\":\"T\"" : "") + '}';
    }

    @Override
    public Optional<Said> liquidation(Listing listing, SimulatedTrade trade) {
        return Optional.empty();
    }

    @Override
    public Said quote(Listing listing, MarketSteps.Told now) {
        String name = DeribitNames.name(listing);
        return notification(
                "quote." + name,
                "{\"timestamp\":" + millis(now.book().time()) + ",\"instrument_name\":\"" + name + "\","
                        + best(listing, now.book()) + '}');
    }

    private static String best(Listing listing, SimulatedBook book) {
        SimulatedBook.Level bid = book.bids().getFirst();
        SimulatedBook.Level ask = book.asks().getFirst();
        return "\"best_bid_price\":" + listing.price(bid.ticks()) + ",\"best_bid_amount\":"
                + listing.quantity(bid.lots()) + ",\"best_ask_price\":" + listing.price(ask.ticks())
                + ",\"best_ask_amount\":" + listing.quantity(ask.lots());
    }

    @Override
    public List<Said> change(Listing listing, SimulatedBook changes, MarketSteps.Told now) {
        return List.of(book(listing, "change", changes, now, ",\"prev_change_id\":" + now.previous()));
    }

    /** The whole book, for who subscribes. */
    Said snapshot(Listing listing, MarketSteps.Told now) {
        return book(listing, "snapshot", now.book(), now, "");
    }

    private Said book(Listing listing, String type, SimulatedBook book, MarketSteps.Told now, String previous) {
        String name = DeribitNames.name(listing);
        String action = type.equals("snapshot") ? "new" : "change";
        return notification(
                "book." + name + ".100ms",
                "{\"type\":\"" + type + "\",\"timestamp\":" + millis(now.book().time()) + previous
                        + ",\"instrument_name\":\"" + name + "\",\"change_id\":" + now.number() + ",\"bids\":"
                        + levels(listing, action, book.bids()) + ",\"asks\":" + levels(listing, action, book.asks())
                        + '}');
    }

    private static String levels(Listing listing, String action, List<SimulatedBook.Level> levels) {
        StringBuilder text = new StringBuilder("[");
        for (SimulatedBook.Level level : levels) {
            text.append(text.length() == 1 ? "[\"" : ",[\"")
                    .append(level.lots() == 0 ? "delete" : action)
                    .append("\",")
                    .append(listing.price(level.ticks()))
                    .append(',')
                    .append(level.lots() == 0 ? "0.0" : listing.quantity(level.lots()))
                    .append(']');
        }
        return text.append(']').toString();
    }

    @Override
    public List<Said> marks(Listing listing, Marks marks, long time) {
        return List.of(ticker(listing, marks, time, ""));
    }

    /** @param best the best prices, followed by a comma; empty where they are left to the quotes */
    Said ticker(Listing listing, Marks marks, long time, String best) {
        String name = DeribitNames.name(listing);
        String funding = marks.funding()
                .map(one -> ",\"current_funding\":" + Printed.decimal(eightHours(one), 10) + ",\"funding_8h\":"
                        + Printed.decimal(eightHours(one), 10))
                .orElse("");
        return notification(
                "ticker." + name + ".100ms",
                "{\"timestamp\":" + millis(time)
                        + ",\"stats\":{\"volume_usd\":0.0,\"volume\":0.0,\"low\":0.0,\"high\":0.0},"
                        + "\"state\":\"open\",\"settlement_price\":0.0," + best + "\"open_interest\":"
                        + listing.quantity(marks.openInterest()) + ",\"mark_price\":" + Printed.decimal(marks.mark(), 2)
                        + ",\"instrument_name\":\"" + name + "\",\"index_price\":" + Printed.decimal(marks.index(), 2)
                        + funding + ",\"estimated_delivery_price\":" + Printed.decimal(marks.index(), 2) + '}');
    }

    /** Funding runs all the time; its rate is told for eight hours. */
    private static double eightHours(Marks.Funding funding) {
        return funding.rate() * 8 / funding.intervalHours();
    }

    @Override
    public Optional<Said> index(String base, String quote, double price, long time) {
        String name = DeribitNames.index(base, quote);
        return Optional.of(notification(
                "deribit_price_index." + name,
                "{\"timestamp\":" + millis(time) + ",\"price\":" + Printed.decimal(price, 2) + ",\"index_name\":\""
                        + name + "\"}"));
    }

    /** A contract begins or ends. */
    Said state(Listing listing, String state, long time) {
        return notification(
                "instrument.state.future.any",
                "{\"timestamp\":" + millis(time) + ",\"state\":\"" + state + "\",\"instrument_name\":\""
                        + DeribitNames.name(listing) + "\"}");
    }
}
