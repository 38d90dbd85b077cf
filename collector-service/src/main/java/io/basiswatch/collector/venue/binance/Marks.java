package io.basiswatch.collector.venue.binance;

import io.basiswatch.collector.feed.Outcome;
import io.basiswatch.collector.feed.Terms;
import io.basiswatch.collector.json.JsonException;
import io.basiswatch.collector.json.JsonFields;
import io.basiswatch.model.FundingRate;
import io.basiswatch.model.IndexPrice;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.MarkPrice;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.OpenInterest;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Stamp;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Mark and index prices, funding and open interest: what derivatives have besides their market. The payloads stand above
 * the methods that read them.
 *
 * <p>The time of a mark price is the sender's {@code E}: its {@code T} is the next payment of funding.
 */
final class Marks {
    private static final Pattern START = Pattern.compile("[?&]startTime=(\\d{1,15})");

    private final Message message;
    private final JsonFields fields;
    private final Consumer<MarketEvent> out;

    Marks(Message message, Consumer<MarketEvent> out) {
        this.message = message;
        this.fields = message.fields();
        this.out = out;
    }

    /**
     * {@code {"e":"markPriceUpdate","E":1617308820003,"s":"BTCUSDT","p":"58940.14924532","P":"58905.14663658",
     * "i":"58857.26693664","r":"0.00058455","T":1617321600000}}: mark, index, running funding and its payment. In 2026
     * {@code ap} and {@code st} came to it.
     *
     * <p>Dated contracts have {@code "r":"","T":0}: no funding.
     */
    Outcome marks() {
        return marks(
                message.symbol(BinanceFields.SYMBOL),
                message.time(BinanceFields.EVENT_TIME),
                BinanceFields.PRICE,
                BinanceFields.INDEX,
                BinanceFields.RATE,
                BinanceFields.TRANSACTION_TIME);
    }

    /**
     * {@code {"symbol":"BTCUSDT","markPrice":"26780.82","indexPrice":"26798.25","lastFundingRate":"0.00001226",
     * "nextFundingTime":1687248000000,"time":1687244112000,…}}: the same over REST.
     */
    Outcome premiumIndex() {
        return marks(
                message.symbol(BinanceFields.REST_SYMBOL),
                message.time(BinanceFields.TIME),
                BinanceFields.MARK_PRICE,
                BinanceFields.INDEX_PRICE,
                BinanceFields.LAST_FUNDING_RATE,
                BinanceFields.NEXT_FUNDING_TIME);
    }

    private Outcome marks(Symbol symbol, long time, int markField, int indexField, int rateField, int nextField) {
        Instrument instrument = symbol.instrument();
        long received = message.frame().receivedTime();
        Stamp stamp = message.stamp(time);
        MarkPrice mark = new MarkPrice(instrument, stamp, fields.quotedDecimal(markField));
        double index = fields.hasValue(indexField) ? message.notNegative(indexField) : 0;
        boolean funded = fields.hasValue(rateField) && instrument.isPerpetual();
        double rate = funded ? fields.quotedDecimal(rateField) : 0;
        long due = message.dueTime(nextField);
        if (!symbol.isWanted()) {
            return Message.unwanted(symbol);
        }
        symbol.marked(mark.price(), received);
        out.accept(mark);
        if (index > 0) {
            out.accept(new IndexPrice(symbol.index(), stamp, index));
        }
        if (funded && due > 0) {
            Optional<Duration> interval = symbol.funding().running(due, received);
            out.accept(new FundingRate(instrument, stamp, FundingRate.Kind.PREDICTED, rate, interval, due));
        }
        return Outcome.EVENTS;
    }

    /** {@code {"e":"indexPriceUpdate","E":1591261236000,"i":"BTCUSD","p":"9636.57860000"}}: COIN-M, by pair. */
    Outcome index() {
        long time = message.time(BinanceFields.EVENT_TIME);
        double price = fields.quotedDecimal(BinanceFields.PRICE);
        Optional<Instrument> index = message.symbols().index(fields.code(BinanceFields.INDEX));
        if (!(price > 0)) {
            throw new JsonException("price is not positive: " + price);
        }
        index.ifPresent(instrument -> out.accept(new IndexPrice(instrument, message.stamp(time), price)));
        return index.isPresent() ? Outcome.EVENTS : Outcome.UNUSED;
    }

    /**
     * {@code {"symbol":"BTCUSDT","fundingRate":"0.00010000","fundingTime":1698768000000,"markPrice":"34287.54"}}: one row of
     * the history of what was paid, oldest first.
     */
    Outcome settled() {
        Symbol symbol = message.symbol(BinanceFields.REST_SYMBOL);
        long paid = message.time(BinanceFields.FUNDING_TIME);
        double rate = fields.quotedDecimal(BinanceFields.FUNDING_RATE);
        if (!symbol.isWanted()) {
            return Message.unwanted(symbol);
        }
        Optional<Duration> interval =
                symbol.funding().paid(paid, message.frame().receivedTime());
        if (isPast() ? !isAsked(paid, interval) : !symbol.funding().isNews(paid)) {
            return Outcome.UNUSED;
        }
        out.accept(new FundingRate(
                symbol.instrument(), message.stamp(paid), FundingRate.Kind.SETTLED, rate, interval, paid));
        return Outcome.EVENTS;
    }

    private boolean isPast() {
        return message.frame().origin() == Origin.BACKFILL;
    }

    /** A page of the past begins with rows that only serve to measure how long the first one ran that was asked for. */
    private boolean isAsked(long paid, Optional<Duration> interval) {
        Matcher start = START.matcher(message.frame().address());
        boolean measures = start.find()
                && paid < Long.parseLong(start.group(1)) * 1_000 + BinancePast.LONGEST_RATE.toNanos() / 1_000;
        return interval.isPresent() || !measures;
    }

    /**
     * {@code {"symbol":"BTCUSDT","openInterest":"84617.188","time":1654336844754}}: base currency on USD-M, contracts on
     * COIN-M, counted once. What is missing to have both comes from the last mark price; without one there is no event.
     */
    Outcome openInterest() {
        Symbol symbol = message.symbol(BinanceFields.REST_SYMBOL);
        long time = message.time(BinanceFields.TIME);
        double open = message.notNegative(BinanceFields.OPEN_INTEREST);
        double mark = symbol.mark(message.frame().receivedTime());
        if (!symbol.isWanted()) {
            return Message.unwanted(symbol);
        }
        if (mark == 0) {
            return Outcome.UNUSED;
        }
        Terms terms = symbol.terms();
        out.accept(new OpenInterest(
                terms.instrument(), message.stamp(time), terms.base(open, mark), terms.notional(open, mark)));
        return Outcome.EVENTS;
    }
}
