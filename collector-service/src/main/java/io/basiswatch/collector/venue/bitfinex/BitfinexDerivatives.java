package io.basiswatch.collector.venue.bitfinex;

import io.basiswatch.collector.feed.FrameEvents;
import io.basiswatch.collector.feed.FundingIntervals;
import io.basiswatch.collector.feed.SeenTrades;
import io.basiswatch.collector.feed.Terms;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonException;
import io.basiswatch.collector.json.JsonKind;
import io.basiswatch.model.FundingRate;
import io.basiswatch.model.IndexPrice;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.Liquidation;
import io.basiswatch.model.Liquidation.Completeness;
import io.basiswatch.model.Liquidation.Position;
import io.basiswatch.model.MarkPrice;
import io.basiswatch.model.OpenInterest;
import io.basiswatch.model.Stamp;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What Bitfinex says of perpetuals besides trades and books. Rows are arrays with holes: a {@code null} is no value.
 *
 * @see <a href="https://docs.bitfinex.com/reference/ws-public-status">Status</a>
 */
final class BitfinexDerivatives {
    private static final int POSITION = 1;
    private static final int LIQUIDATION_TIME = 2;
    private static final int SYMBOL = 4;
    private static final int AMOUNT = 5;
    private static final int IS_MATCH = 8;
    private static final int PRICE = 11;
    private static final int LIQUIDATION_LENGTH = 12;

    private static final long MICROS_PER_MILLI = 1_000;
    private static final long MAX_SILENCE = Duration.ofMinutes(5).toNanos() / 1_000;

    /** What runs until a payment. */
    private static final class Funding {
        private final FundingIntervals intervals = new FundingIntervals();
        private Optional<Duration> interval = Optional.empty();
        private long due;
        private double rate;
        private long receivedTime;
    }

    private final BitfinexSymbols symbols;
    private final FrameEvents events;
    private final Map<Instrument, Funding> fundings = new HashMap<>();
    private final SeenTrades liquidated = new SeenTrades();
    private final StatusRow status = new StatusRow();
    private final double[] row = new double[LIQUIDATION_LENGTH];

    BitfinexDerivatives(BitfinexSymbols symbols, FrameEvents events) {
        this.symbols = symbols;
        this.events = events;
    }

    /** See {@link StatusRow}. */
    void status(Terms terms, JsonCursor cursor) {
        status.read(cursor);
        cursor.end();
        Stamp stamp = events.stampMicros(status.time(), Stamp.NO_SEQUENCE);
        Instrument instrument = terms.instrument();
        if (status.has(StatusRow.MARK)) {
            double mark = status.get(StatusRow.MARK);
            events.add(new MarkPrice(instrument, stamp, mark));
            if (status.has(StatusRow.OPEN_INTEREST)) {
                double open = status.get(StatusRow.OPEN_INTEREST);
                events.add(new OpenInterest(instrument, stamp, open, terms.notional(open, mark)));
            }
        }
        if (status.has(StatusRow.SPOT_PRICE)) {
            events.add(new IndexPrice(BitfinexSymbols.index(instrument), stamp, status.get(StatusRow.SPOT_PRICE)));
        }
        if (status.hasFunding()) {
            funding(instrument, stamp, status.rate(), status.due());
        }
    }

    /** Tells the running rate, and the one before as settled when the payment that was due has become another. */
    private void funding(Instrument instrument, Stamp stamp, double rate, long due) {
        Funding known = fundings.computeIfAbsent(instrument, unseen -> new Funding());
        boolean wasPaid = known.due > 0 && due > known.due;
        boolean wasWatched = stamp.receivedTime() - known.receivedTime <= MAX_SILENCE;
        if (wasPaid && wasWatched) {
            events.add(new FundingRate(
                    instrument, stamp, FundingRate.Kind.SETTLED, known.rate, known.interval, known.due));
        }
        known.interval = known.intervals.measure(due, stamp.receivedTime());
        events.add(new FundingRate(instrument, stamp, FundingRate.Kind.PREDICTED, rate, known.interval, due));
        known.due = due;
        known.rate = rate;
        known.receivedTime = stamp.receivedTime();
    }

    private static long micros(double millis) {
        return (long) (millis * MICROS_PER_MILLI);
    }

    private boolean has(int column) {
        return !Double.isNaN(row[column]);
    }

    /**
     * {@code [["pos",142397657,1574697680828.2002,null,"tBTCF0:USTF0",-2.62932,91.583875238719,null,0,1,null,112.27],…]}:
     * position, ms, symbol, size (negative for a short), its entry price, whether this is a fill (1) or the start (0) of
     * the liquidation, …, the price at which it was taken over.
     *
     * <p>Fills are trades already, so only starts count; one without a price has no value that could be told.
     */
    void liquidations(JsonCursor cursor) {
        cursor.beginArray();
        while (cursor.nextElement()) {
            liquidation(cursor);
        }
        cursor.end();
    }

    private void liquidation(JsonCursor cursor) {
        Arrays.fill(row, Double.NaN);
        String symbol = "";
        int count = 0;
        cursor.beginArray();
        while (cursor.nextElement()) {
            if (count == SYMBOL) {
                symbol = cursor.code();
            } else if (count < LIQUIDATION_LENGTH && cursor.kind() == JsonKind.NUMBER) {
                row[count] = cursor.decimal();
            } else {
                cursor.skip();
            }
            count++;
        }
        if (!has(POSITION) || !has(LIQUIDATION_TIME) || !has(AMOUNT) || !has(IS_MATCH)) {
            throw new JsonException("a liquidation without position, time, size or state");
        }
        Optional<Terms> terms = symbols.find(symbol, events);
        Stamp stamp = events.stampMicros(micros(row[LIQUIDATION_TIME]), Stamp.NO_SEQUENCE);
        boolean start = row[IS_MATCH] == 0 && has(PRICE);
        if (start && terms.isPresent() && terms.get().instrument().isPerpetual()) {
            tell(terms.get(), stamp, (long) row[POSITION], row[AMOUNT], row[PRICE]);
        }
    }

    private void tell(Terms terms, Stamp stamp, long position, double amount, double price) {
        double quantity = Math.abs(amount);
        Liquidation liquidation = new Liquidation(
                terms.instrument(),
                stamp,
                price,
                quantity,
                terms.notional(quantity, price),
                amount > 0 ? Position.LONG : Position.SHORT,
                Completeness.COMPLETE);
        if (liquidated.add(position, stamp.eventTime())) {
            events.add(liquidation);
        }
    }
}
