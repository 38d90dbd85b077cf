package io.basiswatch.collector.venue.krakenfutures;

import io.basiswatch.collector.feed.FrameEvents;
import io.basiswatch.collector.feed.Terms;
import io.basiswatch.collector.json.JsonFields;
import io.basiswatch.model.FundingRate;
import io.basiswatch.model.IndexPrice;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.MarkPrice;
import io.basiswatch.model.OpenInterest;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Stamp;
import java.time.Duration;
import java.util.Optional;

/** What the tickers of Kraken Futures say: mark, index, open interest, funding, and quotes where no book is followed. */
final class KrakenFuturesTickers {
    /** The unit of the venue's rates is one hour, whatever the cadence at which they change (four hours until 2022). */
    static final Duration RATE_INTERVAL = Duration.ofHours(1);

    private static final long HOUR = 3_600_000_000L;
    private static final long MICROS_PER_MILLI = 1_000;

    private final KrakenFuturesSymbols symbols;
    private final KrakenFuturesBooks books;
    private final FrameEvents events;

    KrakenFuturesTickers(KrakenFuturesSymbols symbols, KrakenFuturesBooks books, FrameEvents events) {
        this.symbols = symbols;
        this.books = books;
        this.events = events;
    }

    /**
     * {@code {"time":1790359997224,"product_id":"PF_XBTUSD","funding_rate":0.912482213835,"relative_funding_rate":
     * 0.00001089345,"relative_funding_rate_prediction":0.00001575425,"next_funding_rate_time":1790362800000,"feed":"ticker",
     * "bid":84001.0,"ask":84002.0,"bid_size":0.0273,"ask_size":0.006,"index":83995.76,"suspended":false,"openInterest":
     * 2189.7813,"markPrice":84004.11362574516,"maturityTime":0,…}}.
     *
     * <p>{@code funding_rate} is an amount of money per contract and not used. Open interest of inverse contracts is in
     * dollars, of linear ones in the base currency.
     */
    void full(JsonFields fields) {
        Stamp stamp = events.stamp(fields.whole(KrakenFuturesFields.TIME), Stamp.NO_SEQUENCE);
        Optional<Terms> found = find(fields);
        if (found.isEmpty()) {
            return;
        }
        Terms terms = found.get();
        Instrument instrument = terms.instrument();
        quote(fields, terms, stamp);
        if (fields.hasValue(KrakenFuturesFields.MARK)) {
            double mark = fields.decimal(KrakenFuturesFields.MARK);
            events.add(new MarkPrice(instrument, stamp, mark));
            if (fields.hasValue(KrakenFuturesFields.OPEN_INTEREST)) {
                double open = fields.decimal(KrakenFuturesFields.OPEN_INTEREST);
                events.add(new OpenInterest(instrument, stamp, terms.base(open, mark), terms.notional(open, mark)));
            }
        }
        if (fields.hasValue(KrakenFuturesFields.INDEX)) {
            double index = fields.decimal(KrakenFuturesFields.INDEX);
            events.add(new IndexPrice(KrakenFuturesSymbols.index(instrument), stamp, index));
        }
        if (instrument.isPerpetual()) {
            funding(fields, instrument, stamp);
        }
    }

    /**
     * {@code {"feed":"ticker_lite","product_id":"FI_BCHUSD_210730","bid":439.3,"ask":439.6,"tag":"month","maturityTime":
     * 1627657200000,…}}: no time and no quantities.
     */
    void lite(JsonFields fields) {
        find(fields).ifPresent(terms -> quote(fields, terms, events.stampOnReceipt()));
    }

    private Optional<Terms> find(JsonFields fields) {
        long maturity = fields.hasValue(KrakenFuturesFields.MATURITY) ? fields.whole(KrakenFuturesFields.MATURITY) : 0;
        return symbols.find(fields.code(KrakenFuturesFields.PRODUCT), maturity, events);
    }

    private void quote(JsonFields fields, Terms terms, Stamp stamp) {
        boolean suspended = fields.has(KrakenFuturesFields.SUSPENDED) && fields.bool(KrakenFuturesFields.SUSPENDED);
        boolean twoSided = fields.hasValue(KrakenFuturesFields.BID) && fields.hasValue(KrakenFuturesFields.ASK);
        if (suspended || !twoSided || books.follows(terms.instrument())) {
            return;
        }
        double bid = fields.decimal(KrakenFuturesFields.BID);
        double ask = fields.decimal(KrakenFuturesFields.ASK);
        double bidSize = quantity(fields, KrakenFuturesFields.BID_SIZE);
        double askSize = quantity(fields, KrakenFuturesFields.ASK_SIZE);
        events.add(new Quote(terms.instrument(), stamp, bid, terms.base(bidSize, bid), ask, terms.base(askSize, ask)));
    }

    private static double quantity(JsonFields fields, int field) {
        return fields.hasValue(field) ? fields.decimal(field) : 0;
    }

    /**
     * {@code relative_funding_rate} was paid for the hour that has ended, {@code …_prediction} forms until
     * {@code next_funding_rate_time}. A ticker whose next payment is past already is behind, and its rates are not used.
     * The same payment is told by every ticker and handed on once.
     */
    private void funding(JsonFields fields, Instrument instrument, Stamp stamp) {
        if (!fields.hasValue(KrakenFuturesFields.NEXT_FUNDING_TIME)) {
            return;
        }
        long next = fields.whole(KrakenFuturesFields.NEXT_FUNDING_TIME) * MICROS_PER_MILLI;
        if (next <= stamp.eventTime()) {
            return;
        }
        if (fields.hasValue(KrakenFuturesFields.RELATIVE_RATE)) {
            long paid = stamp.eventTime() / HOUR * HOUR;
            double rate = fields.decimal(KrakenFuturesFields.RELATIVE_RATE);
            events.add(rate(instrument, stamp, FundingRate.Kind.SETTLED, rate, paid));
        }
        if (fields.hasValue(KrakenFuturesFields.RELATIVE_PREDICTION)) {
            double rate = fields.decimal(KrakenFuturesFields.RELATIVE_PREDICTION);
            events.add(rate(instrument, stamp, FundingRate.Kind.PREDICTED, rate, next));
        }
    }

    private static FundingRate rate(
            Instrument instrument, Stamp stamp, FundingRate.Kind kind, double rate, long fundingTime) {
        return new FundingRate(instrument, stamp, kind, rate, Optional.of(RATE_INTERVAL), fundingTime);
    }
}
