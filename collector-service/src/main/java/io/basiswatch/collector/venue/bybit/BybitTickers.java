package io.basiswatch.collector.venue.bybit;

import io.basiswatch.collector.feed.Codes;
import io.basiswatch.collector.feed.FrameEvents;
import io.basiswatch.collector.feed.FundingIntervals;
import io.basiswatch.collector.feed.Terms;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonFields;
import io.basiswatch.model.Contract;
import io.basiswatch.model.FundingRate;
import io.basiswatch.model.IndexPrice;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.MarkPrice;
import io.basiswatch.model.OpenInterest;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Stamp;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The ticker: quotes, mark and index price, funding and open interest in one topic.
 *
 * <pre>{@code
 * {"topic":"tickers.DOGEUSDT","type":"snapshot","data":{"symbol":"DOGEUSDT","markPrice":"0.07055","indexPrice":"0.07056",
 *  "openInterest":"1391590942","openInterestValue":"98176740.96","fundingIntervalHour":"8",
 *  "singleOpenInterest":"695795471","singleOpenInterestValue":"49088370.48","nextFundingTime":"1786320000000",
 *  "fundingRate":"0.0001","bid1Price":"0.07053","bid1Size":"307807","ask1Price":"0.07054","ask1Size":"16396",
 *  "preOpenPrice":"",…},"cs":340051121752,"ts":1786310818834}
 * {"topic":"tickers.DOGEUSDT","type":"delta","data":{"symbol":"DOGEUSDT","ask1Price":"0.07054","ask1Size":"15919"},…}
 * }</pre>
 *
 * <p>A delta carries only what changed, so each kind of event comes out only where the message speaks of it: a new quote
 * does not make an old funding rate young. Spot tickers carry nothing that is used.
 *
 * @see <a href="https://bybit-exchange.github.io/docs/v5/websocket/public/ticker">Ticker</a>
 */
final class BybitTickers {
    private final JsonFields fields = TickerFields.create();
    private final Map<Instrument, Ticker> tickers = new HashMap<>();
    private final Map<Instrument, FundingIntervals> intervals = new HashMap<>();
    private final BybitInstruments instruments;
    private final QuoteStreams quoteStreams;
    private final FrameEvents events;
    private final Codes codes;

    BybitTickers(BybitInstruments instruments, QuoteStreams quoteStreams, FrameEvents events, Codes codes) {
        this.codes = codes;
        this.instruments = instruments;
        this.quoteStreams = quoteStreams;
        this.events = events;
    }

    /** The rows of a REST answer; each is whole. */
    void readAll(Category category, JsonCursor cursor, long millis) {
        cursor.beginArray();
        while (cursor.nextElement()) {
            read(cursor);
            apply(category, true, millis, Stamp.NO_SEQUENCE);
        }
        cursor.end();
    }

    /** Reads a message; it changes nothing before {@link #apply}. */
    void read(JsonCursor cursor) {
        fields.clear().read(cursor);
    }

    /** Makes events of what was read. */
    void apply(Category category, boolean snapshot, long millis, long sequence) {
        Stamp stamp = events.stamp(millis, sequence);
        Optional<Terms> terms = category == Category.SPOT
                ? Optional.empty()
                : instruments.find(category, codes.code(fields, TickerFields.SYMBOL), events);
        if (terms.isEmpty()) {
            return;
        }
        Instrument instrument = terms.get().instrument();
        Ticker before = snapshot ? Ticker.EMPTY : tickers.getOrDefault(instrument, Ticker.EMPTY);
        Ticker now = before.with(fields);
        quote(terms.get(), now, stamp);
        prices(instrument, stamp);
        funding(instrument, now, stamp);
        interest(instrument, now.mark(), stamp);
        tickers.put(instrument, now);
    }

    /** The last mark price, or NaN. */
    double mark(Instrument instrument) {
        return tickers.getOrDefault(instrument, Ticker.EMPTY).mark();
    }

    private void quote(Terms terms, Ticker now, Stamp stamp) {
        boolean told = fields.has(TickerFields.BID)
                || fields.has(TickerFields.BID_SIZE)
                || fields.has(TickerFields.ASK)
                || fields.has(TickerFields.ASK_SIZE);
        if (told && now.isTwoSided() && !quoteStreams.hasBook(terms.instrument())) {
            events.add(new Quote(
                    terms.instrument(),
                    stamp,
                    now.bid(),
                    terms.base(now.bidSize(), now.bid()),
                    now.ask(),
                    terms.base(now.askSize(), now.ask())));
        }
    }

    private void prices(Instrument instrument, Stamp stamp) {
        if (fields.hasValue(TickerFields.MARK)) {
            events.add(new MarkPrice(instrument, stamp, fields.quotedDecimal(TickerFields.MARK)));
        }
        if (fields.hasValue(TickerFields.INDEX)) {
            Instrument index = Instrument.of(Category.VENUE, instrument.base(), instrument.quote(), Contract.INDEX);
            events.add(new IndexPrice(index, stamp, fields.quotedDecimal(TickerFields.INDEX)));
        }
    }

    /** The interval is measured between payments; before two were seen it is what {@code fundingIntervalHour} says. */
    private void funding(Instrument instrument, Ticker now, Stamp stamp) {
        boolean told = fields.has(TickerFields.FUNDING_RATE)
                || fields.has(TickerFields.FUNDING_TIME)
                || fields.has(TickerFields.FUNDING_HOURS);
        if (!told || Double.isNaN(now.fundingRate()) || now.fundingTime() <= 0) {
            return;
        }
        long due = Math.multiplyExact(now.fundingTime(), 1_000L);
        Optional<Duration> measured = intervals
                .computeIfAbsent(instrument, unseen -> new FundingIntervals())
                .measure(due, stamp.receivedTime());
        boolean isTold = measured.isEmpty() && now.fundingHours() > 0;
        Optional<Duration> interval = isTold ? Optional.of(Duration.ofHours(now.fundingHours())) : measured;
        events.add(new FundingRate(instrument, stamp, FundingRate.Kind.PREDICTED, now.fundingRate(), interval, due));
    }

    /**
     * The classic {@code openInterest} counts longs and shorts; {@code singleOpenInterest}, since 2026, is exactly half of
     * it. It is coins, and its value quote currency; the other way round for inverse contracts. Where the value did not
     * change it is not sent, and the last mark price values the interest.
     */
    private void interest(Instrument instrument, double mark, Stamp stamp) {
        double amount = oneSided(TickerFields.SINGLE_INTEREST, TickerFields.INTEREST);
        double value = oneSided(TickerFields.SINGLE_INTEREST_VALUE, TickerFields.INTEREST_VALUE);
        if (Double.isNaN(amount)) {
            return;
        }
        add(instrument, amount, value, mark, stamp);
    }

    /** Adds one-sided open interest as the venue counts it; {@code value} and {@code mark} are NaN where not known. */
    void add(Instrument instrument, double amount, double value, double mark, Stamp stamp) {
        boolean inverse = instrument.isInverse();
        double other = Double.isNaN(value) ? (inverse ? amount / mark : amount * mark) : value;
        if (!Double.isNaN(other)) {
            events.add(new OpenInterest(instrument, stamp, inverse ? other : amount, inverse ? amount : other));
        }
    }

    private double oneSided(int single, int both) {
        if (fields.hasValue(single)) {
            return fields.quotedDecimal(single);
        }
        return fields.hasValue(both) ? fields.quotedDecimal(both) / 2 : Double.NaN;
    }
}
