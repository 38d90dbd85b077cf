package io.basiswatch.collector.venue.deribit;

import io.basiswatch.collector.feed.Codes;
import io.basiswatch.collector.feed.FrameEvents;
import io.basiswatch.collector.feed.Terms;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonFields;
import io.basiswatch.model.Contract;
import io.basiswatch.model.FundingRate;
import io.basiswatch.model.IndexPrice;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.MarkPrice;
import io.basiswatch.model.OpenInterest;
import io.basiswatch.model.Stamp;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What Deribit's tickers, summaries and index say.
 *
 * <pre>{@code
 * {"channel":"ticker.BTC-PERPETUAL.100ms","data":{"timestamp":1654161785818,"state":"open","open_interest":559791310,
 *  "mark_price":29932.79,"instrument_name":"BTC-PERPETUAL","index_price":29930.44,"funding_8h":0.00000255,
 *  "current_funding":0.0,"best_bid_price":29930.5,"best_bid_amount":149910.0,"best_ask_price":29931.0,…}}
 * }</pre>
 *
 * <p>Open interest is US dollars of inverse contracts and coins of linear ones; the other unit follows at the mark price.
 *
 * <p>Funding is paid continuously. {@code current_funding} is the rate of this moment for eight hours, and it is the
 * running rate here, due at once; {@code funding_8h} is what the last eight hours came to. What was paid is asked for: see
 * {@link DeribitFunding}.
 *
 * @see <a href="https://docs.deribit.com/#ticker-instrument_name-interval">ticker</a>
 */
final class DeribitTickers {
    private static final int NAME = 0;
    private static final int TIME = 1;
    private static final int CREATED = 2;
    private static final int MARK = 3;
    private static final int INDEX = 4;
    private static final int INTEREST = 5;
    private static final int FUNDING = 6;
    private static final int BID = 7;
    private static final int BID_AMOUNT = 8;
    private static final int ASK = 9;
    private static final int ASK_AMOUNT = 10;

    private static final int INDEX_NAME = 0;
    private static final int INDEX_TIME = 1;
    private static final int INDEX_PRICE = 2;

    private static final Duration CURRENT_RATE_RUNS = Duration.ofHours(8);

    private final JsonFields ticker = JsonFields.of(
            "instrument_name",
            "timestamp",
            "creation_timestamp",
            "mark_price",
            "index_price",
            "open_interest",
            "current_funding",
            "best_bid_price",
            "best_bid_amount",
            "best_ask_price",
            "best_ask_amount");
    private final JsonFields index = JsonFields.of("index_name", "timestamp", "price");
    private final Codes codes = new Codes();
    private final Set<Instrument> indexStreams = new HashSet<>();
    private final DeribitInstruments instruments;
    private final DeribitMarkets markets;
    private final DeribitFunding funding;
    private final FrameEvents events;

    DeribitTickers(DeribitInstruments instruments, DeribitMarkets markets, DeribitFunding funding, FrameEvents events) {
        this.instruments = instruments;
        this.markets = markets;
        this.funding = funding;
        this.events = events;
    }

    /** A ticker, pushed or asked for. */
    void read(JsonCursor cursor) {
        ticker.clear().read(cursor);
        Stamp stamp = events.stamp(ticker.whole(TIME), Stamp.NO_SEQUENCE);
        Optional<Terms> terms = instruments.find(codes.code(ticker, NAME), events);
        if (terms.isEmpty()) {
            return;
        }
        double bid = valueOrZero(BID);
        double ask = valueOrZero(ASK);
        markets.quote(
                terms.get(), QuoteStream.TICKER, stamp, bid, valueOrZero(BID_AMOUNT), ask, valueOrZero(ASK_AMOUNT));
        if (!terms.get().instrument().isSpot()) {
            marks(terms.get().instrument(), stamp);
        }
        if (terms.get().instrument().isPerpetual()) {
            funding.heard(terms.get().symbol(), stamp.receivedTime());
        }
    }

    /** {@code get_book_summary_by_…}: rows of many instruments, with prices but without what rests at them. */
    void summaries(JsonCursor cursor) {
        cursor.beginArray();
        while (cursor.nextElement()) {
            ticker.clear().read(cursor);
            Stamp stamp = events.stamp(ticker.whole(CREATED), Stamp.NO_SEQUENCE);
            instruments
                    .find(codes.code(ticker, NAME), events)
                    .filter(terms -> !terms.instrument().isSpot())
                    .ifPresent(terms -> marks(terms.instrument(), stamp));
        }
    }

    private void marks(Instrument instrument, Stamp stamp) {
        if (!ticker.hasValue(MARK)) {
            return;
        }
        double mark = ticker.decimal(MARK);
        events.add(new MarkPrice(instrument, stamp, mark));
        Instrument of = Instrument.of(DeribitInstruments.VENUE, instrument.base(), instrument.quote(), Contract.INDEX);
        if (ticker.hasValue(INDEX) && !indexStreams.contains(of)) {
            events.add(new IndexPrice(of, stamp, ticker.decimal(INDEX)));
        }
        if (ticker.hasValue(INTEREST)) {
            double amount = ticker.decimal(INTEREST);
            boolean inverse = instrument.isInverse();
            events.add(new OpenInterest(
                    instrument, stamp, inverse ? amount / mark : amount, inverse ? amount : amount * mark));
        }
        if (ticker.hasValue(FUNDING) && instrument.isPerpetual()) {
            events.add(new FundingRate(
                    instrument,
                    stamp,
                    FundingRate.Kind.PREDICTED,
                    ticker.decimal(FUNDING),
                    Optional.of(CURRENT_RATE_RUNS),
                    stamp.eventTime()));
        }
    }

    private double valueOrZero(int field) {
        return ticker.hasValue(field) ? ticker.decimal(field) : 0;
    }

    /** {@code {"timestamp":1654161785818,"price":29930.44,"index_name":"btc_usd"}}; once it speaks, tickers do not. */
    void indexPrice(JsonCursor cursor) {
        index.clear().read(cursor);
        double price = index.decimal(INDEX_PRICE);
        Stamp stamp = events.stamp(index.whole(INDEX_TIME), Stamp.NO_SEQUENCE);
        Optional<Instrument> of = instruments.index(codes.code(index, INDEX_NAME));
        if (of.isPresent()) {
            events.add(new IndexPrice(of.get(), stamp, price));
            indexStreams.add(of.get());
        }
    }
}
