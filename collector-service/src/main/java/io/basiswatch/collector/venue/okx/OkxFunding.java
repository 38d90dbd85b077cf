package io.basiswatch.collector.venue.okx;

import io.basiswatch.collector.feed.FrameEvents;
import io.basiswatch.collector.feed.FundingIntervals;
import io.basiswatch.collector.feed.Terms;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonFields;
import io.basiswatch.model.FundingRate;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.Stamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Funding of OKX's swaps: the rate that runs and the rates as paid. Rates are fractions per interval. */
final class OkxFunding {
    private static final int ID = 0;
    private static final int TIME = 1;
    private static final int RATE = 2;
    private static final int FUNDING_TIME = 3;
    private static final int NEXT_FUNDING_TIME = 4;
    private static final int PREVIOUS_FUNDING_TIME = 5;
    private static final int SETTLED_RATE = 6;
    private static final int SETTLEMENT = 7;
    private static final int REALIZED_RATE = 8;

    private static final long MICROS_PER_MILLI = 1_000;

    private final JsonFields funding = JsonFields.of(
            "instId",
            "ts",
            "fundingRate",
            "fundingTime",
            "nextFundingTime",
            "prevFundingTime",
            "settFundingRate",
            "settState",
            "realizedRate");
    private final Map<Instrument, FundingIntervals> intervals = new HashMap<>();
    private final OkxInstruments instruments;
    private final FrameEvents events;

    OkxFunding(OkxInstruments instruments, FrameEvents events) {
        this.instruments = instruments;
        this.events = events;
    }

    /**
     * {@code {"fundingRate":"0.0001875391284828","fundingTime":"1700726400000","instId":"BTC-USD-SWAP","method":"next_period",
     * "nextFundingRate":"","nextFundingTime":"1700755200000","settFundingRate":"0.0001699799259033","settState":"settled",
     * "ts":"1700724675402"}}.
     *
     * <p>{@code fundingTime} is the <em>coming</em> payment, for which {@code fundingRate} runs; {@code nextFundingTime} is
     * the one after it, and their distance is the interval. Before 2023 neither that nor {@code ts} was sent. The rate
     * last paid is said once per payment, where the frame says when that was.
     */
    void running(JsonCursor cursor) {
        cursor.beginArray();
        while (cursor.nextElement()) {
            funding.clear().read(cursor);
            double rate = funding.quotedDecimal(RATE);
            long due = micros(FUNDING_TIME);
            Stamp stamp = funding.hasValue(TIME)
                    ? events.stamp(funding.quotedWhole(TIME), Stamp.NO_SEQUENCE)
                    : events.stampOnReceipt();
            Optional<Terms> terms = instruments.find(funding.code(ID), events);
            if (terms.isPresent()) {
                Instrument instrument = terms.get().instrument();
                settled(instrument, stamp);
                Optional<Duration> interval = interval(instrument, due, stamp.receivedTime());
                events.add(new FundingRate(instrument, stamp, FundingRate.Kind.PREDICTED, rate, interval, due));
            }
        }
    }

    /** From the payment before to the coming one; where that is not told, from the coming one to the one after it. */
    private Optional<Duration> interval(Instrument instrument, long due, long receivedTime) {
        Optional<Duration> measured = intervals
                .computeIfAbsent(instrument, unseen -> new FundingIntervals())
                .measure(due, receivedTime);
        long micros = 0;
        if (funding.hasValue(PREVIOUS_FUNDING_TIME)) {
            micros = due - micros(PREVIOUS_FUNDING_TIME);
        } else if (measured.isEmpty() && funding.hasValue(NEXT_FUNDING_TIME)) {
            micros = micros(NEXT_FUNDING_TIME) - due;
        }
        return micros > 0 ? Optional.of(Duration.ofMillis(micros / MICROS_PER_MILLI)) : measured;
    }

    private void settled(Instrument instrument, Stamp stamp) {
        boolean told = funding.hasValue(SETTLEMENT)
                && funding.code(SETTLEMENT).equals("settled")
                && funding.hasValue(SETTLED_RATE)
                && funding.hasValue(PREVIOUS_FUNDING_TIME);
        if (!told) {
            return;
        }
        double rate = funding.quotedDecimal(SETTLED_RATE);
        long paid = micros(PREVIOUS_FUNDING_TIME);
        long interval = micros(FUNDING_TIME) - paid;
        if (interval > 0) {
            Optional<Duration> ran = Optional.of(Duration.ofMillis(interval / MICROS_PER_MILLI));
            events.add(new FundingRate(instrument, stamp, FundingRate.Kind.SETTLED, rate, ran, paid));
        }
    }

    /**
     * {@code {"fundingRate":"0.0000746604960499","fundingTime":"1703059200000","instId":"BTC-USD-SWAP",
     * "realizedRate":"0.0000746572360545"}}, newest first: rates as paid. The interval of a row is the time since the row
     * before it in history; the oldest of several rows is left to the page that holds the one before it.
     */
    void paid(JsonCursor cursor) {
        List<FundingRate> newestFirst = new ArrayList<>();
        cursor.beginArray();
        while (cursor.nextElement()) {
            funding.clear().read(cursor);
            double rate = funding.quotedDecimal(funding.hasValue(REALIZED_RATE) ? REALIZED_RATE : RATE);
            long millis = funding.quotedWhole(FUNDING_TIME);
            Stamp stamp = events.stamp(millis, Stamp.NO_SEQUENCE);
            instruments
                    .find(funding.code(ID), events)
                    .map(Terms::instrument)
                    .ifPresent(instrument -> newestFirst.add(new FundingRate(
                            instrument, stamp, FundingRate.Kind.SETTLED, rate, Optional.empty(), stamp.eventTime())));
        }
        int oldest = newestFirst.size() > 1 ? newestFirst.size() - 2 : newestFirst.size() - 1;
        for (int i = oldest; i >= 0; i--) {
            FundingRate row = newestFirst.get(i);
            boolean follows = i + 1 < newestFirst.size()
                    && newestFirst.get(i + 1).instrument().equals(row.instrument());
            long micros = follows ? row.fundingTime() - newestFirst.get(i + 1).fundingTime() : 0;
            Optional<Duration> ran =
                    micros > 0 ? Optional.of(Duration.ofMillis(micros / MICROS_PER_MILLI)) : Optional.empty();
            events.add(new FundingRate(row.instrument(), row.stamp(), row.kind(), row.rate(), ran, row.fundingTime()));
        }
    }

    private long micros(int field) {
        return Math.multiplyExact(funding.quotedWhole(field), MICROS_PER_MILLI);
    }
}
