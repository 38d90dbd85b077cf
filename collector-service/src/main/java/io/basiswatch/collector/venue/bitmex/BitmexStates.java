package io.basiswatch.collector.venue.bitmex;

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
import io.basiswatch.model.Stamp;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Mark and index prices, open interest and running funding: what the {@code instrument} table says while trading goes on.
 *
 * <p>{@code {"table":"instrument","action":"update","data":[{"symbol":"XBTUSD","markPrice":32185.1,
 * "timestamp":"2021-07-22T22:36:10.000Z"}]}}: an update carries only what changed, and means nothing before the
 * {@code partial} that carries everything.
 */
final class BitmexStates {
    /**
     * What is known of one contract.
     *
     * @param mark the mark price; 0 while it is not known
     * @param rate of the coming payment; NaN while it is not known
     * @param due when that is paid, milliseconds since the epoch; 0 while it is not known
     * @param runs the interval as the venue says
     * @param socket the last one that spoke of it; blank where only REST answers did
     */
    private record State(double mark, double rate, long due, Optional<Duration> runs, String socket) {
        private static final State EMPTY = new State(0, Double.NaN, 0, Optional.empty(), "");

        State with(JsonFields row, String over) {
            return new State(
                    row.hasValue(InstrumentFields.MARK) ? row.decimal(InstrumentFields.MARK) : mark,
                    row.hasValue(InstrumentFields.FUNDING_RATE) ? row.decimal(InstrumentFields.FUNDING_RATE) : rate,
                    row.hasValue(InstrumentFields.FUNDING_TIME)
                            ? IsoTimes.millis(row, InstrumentFields.FUNDING_TIME)
                            : due,
                    row.hasValue(InstrumentFields.FUNDING_INTERVAL)
                            ? Optional.of(IsoTimes.interval(row, InstrumentFields.FUNDING_INTERVAL))
                            : runs,
                    over.isEmpty() ? socket : over);
        }
    }

    private static final long MICROS_PER_MILLI = 1_000;

    private final JsonFields row = InstrumentFields.create();
    private final Map<Instrument, State> states = new HashMap<>();
    private final Map<Instrument, FundingIntervals> intervals = new HashMap<>();
    private final BitmexInstruments instruments;
    private final FrameEvents events;

    BitmexStates(BitmexInstruments instruments, FrameEvents events) {
        this.instruments = instruments;
        this.events = events;
    }

    /**
     * Reads rows.
     *
     * @param whole whether they say everything of their instruments
     * @param socket what brought them; blank for an answer
     */
    void read(JsonCursor cursor, boolean whole, String socket) {
        cursor.beginArray();
        while (cursor.nextElement()) {
            row.clear().read(cursor);
            if (!whole && hasEnded()) {
                instruments.delist(row.code(InstrumentFields.SYMBOL), events);
                continue;
            }
            Stamp stamp = row.hasValue(InstrumentFields.TIME)
                    ? events.stamp(IsoTimes.millis(row, InstrumentFields.TIME), Stamp.NO_SEQUENCE)
                    : events.stampOnReceipt();
            Optional<Terms> terms = instruments
                    .find(row.code(InstrumentFields.SYMBOL), events)
                    .filter(known -> !known.instrument().isSpot());
            if (terms.isPresent() && (whole || states.containsKey(terms.get().instrument()))) {
                update(terms.get(), stamp, socket);
            }
        }
    }

    /** A contract that is settled says so in an update: {@code {"symbol":"XBTM21","state":"Settled"}}. */
    private boolean hasEnded() {
        return row.hasValue(InstrumentFields.STATE)
                && !row.code(InstrumentFields.STATE).equals("Open");
    }

    /** A new socket says everything anew; what the lost one said may be old by then. */
    void closed(String socket) {
        states.values().removeIf(state -> state.socket().equals(socket));
    }

    private void update(Terms terms, Stamp stamp, String socket) {
        Instrument instrument = terms.instrument();
        State now = states.getOrDefault(instrument, State.EMPTY).with(row, socket);
        Terms sized = row.hasValue(InstrumentFields.QUOTE_TO_SETTLE)
                ? instruments.revised(terms, row.decimal(InstrumentFields.QUOTE_TO_SETTLE), stamp.receivedTime())
                : terms;
        if (row.hasValue(InstrumentFields.MARK)) {
            events.add(new MarkPrice(instrument, stamp, now.mark()));
        }
        if (row.hasValue(InstrumentFields.INDEX) && instrument.isPerpetual()) {
            events.add(new IndexPrice(index(instrument), stamp, row.decimal(InstrumentFields.INDEX)));
        }
        boolean isCountable = now.mark() > 0 && instruments.hasSize(sized, stamp.receivedTime());
        if (row.hasValue(InstrumentFields.INTEREST) && isCountable) {
            double contracts = row.decimal(InstrumentFields.INTEREST);
            events.add(new OpenInterest(
                    instrument, stamp, sized.base(contracts, now.mark()), sized.notional(contracts, now.mark())));
        }
        funding(instrument, now, stamp);
        states.put(instrument, now);
    }

    /** A dated contract's {@code indicativeSettlePrice} is an average of half an hour, a perpetual's is the index. */
    private static Instrument index(Instrument instrument) {
        return Instrument.of(BitmexInstruments.VENUE, instrument.base(), instrument.quote(), Contract.INDEX);
    }

    /** {@code fundingRate} is what is paid at {@code fundingTimestamp}, the coming payment. */
    private void funding(Instrument instrument, State now, Stamp stamp) {
        boolean told = row.hasValue(InstrumentFields.FUNDING_RATE) || row.hasValue(InstrumentFields.FUNDING_TIME);
        if (!told || Double.isNaN(now.rate()) || now.due() <= 0) {
            return;
        }
        long due = now.due() * MICROS_PER_MILLI;
        Optional<Duration> measured = intervals
                .computeIfAbsent(instrument, unseen -> new FundingIntervals())
                .measure(due, stamp.receivedTime());
        Optional<Duration> runs = now.runs().isPresent() ? now.runs() : measured;
        events.add(new FundingRate(instrument, stamp, FundingRate.Kind.PREDICTED, now.rate(), runs, due));
    }
}
