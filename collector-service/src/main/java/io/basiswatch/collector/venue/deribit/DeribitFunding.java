package io.basiswatch.collector.venue.deribit;

import io.basiswatch.collector.feed.FrameEvents;
import io.basiswatch.collector.feed.Request;
import io.basiswatch.collector.feed.Terms;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonFields;
import io.basiswatch.model.FundingRate;
import io.basiswatch.model.Stamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Funding as paid, hour by hour, which Deribit streams nowhere: asked for once each hour that a perpetual's ticker shows to
 * be over.
 *
 * <p>The question names a span of time, so it is made from the times of the frames and not by a fixed poll. An hour that is
 * not in the answer yet is asked for again.
 *
 * @see <a href="https://docs.deribit.com/#public-get_funding_rate_history">public/get_funding_rate_history</a>
 */
final class DeribitFunding {
    private static final int TIME = 0;
    private static final int RATE = 1;

    /** The row says so itself: {@code interest_1h}. */
    private static final Duration SAMPLE_RUNS = Duration.ofHours(1);

    private static final long MICROS_PER_MILLI = 1_000;
    private static final long MINUTE = 60_000_000;
    private static final long HOUR = 60 * MINUTE;

    /** The venue needs a moment for the row of an hour. */
    private static final long ROW_IS_THERE_AFTER = MINUTE;

    private static final long ASK_AGAIN_AFTER = 10 * MINUTE;
    private static final long FIRST_SPAN = 24 * HOUR;

    private final JsonFields sample = JsonFields.of("timestamp", "interest_1h");
    private final Map<String, Progress> progress = new HashMap<>();
    private final List<Request> requests = new ArrayList<>();
    private final DeribitInstruments instruments;
    private final FrameEvents events;

    /** How far the history of one perpetual is known; microseconds. */
    private static final class Progress {
        private long paid;
        private long askedAt = Long.MIN_VALUE / 2;
    }

    DeribitFunding(DeribitInstruments instruments, FrameEvents events) {
        this.instruments = instruments;
        this.events = events;
    }

    /** A perpetual is traded at this time of receipt. */
    void heard(String symbol, long receivedTime) {
        long hour = Math.floorDiv(receivedTime, HOUR) * HOUR;
        Progress known = progress.computeIfAbsent(symbol, unseen -> new Progress());
        boolean due = known.paid < hour && receivedTime >= hour + ROW_IS_THERE_AFTER;
        if (due && receivedTime >= known.askedAt + ASK_AGAIN_AFTER) {
            known.askedAt = receivedTime;
            long from = Math.max(known.paid, hour - FIRST_SPAN);
            requests.add(new Request.Ask(
                    "/api/v2/public/get_funding_rate_history?instrument_name=" + symbol + "&start_timestamp="
                            + from / MICROS_PER_MILLI + "&end_timestamp=" + receivedTime / MICROS_PER_MILLI));
        }
    }

    void requests(Consumer<Request> to) {
        if (!requests.isEmpty()) {
            requests.forEach(to);
            requests.clear();
        }
    }

    /**
     * {@code {"timestamp":1569891600000,"index_price":8222.87,"interest_8h":-0.0002523,"interest_1h":-0.0000315}}, hourly,
     * without the instrument's name: that stands in the question. {@code interest_8h} is what the last eight hours came to,
     * sampled each hour: whoever sums it up counts everything eight times.
     */
    void history(JsonCursor cursor, String symbol) {
        Optional<Terms> terms = instruments.find(symbol, events);
        List<FundingRate> rates = new ArrayList<>();
        cursor.beginArray();
        while (cursor.nextElement()) {
            sample.clear().read(cursor);
            double rate = sample.decimal(RATE);
            Stamp stamp = events.stamp(sample.whole(TIME), Stamp.NO_SEQUENCE);
            terms.ifPresent(known -> rates.add(new FundingRate(
                    known.instrument(),
                    stamp,
                    FundingRate.Kind.SETTLED,
                    rate,
                    Optional.of(SAMPLE_RUNS),
                    stamp.eventTime())));
        }
        cursor.end();
        rates.forEach(rate -> paid(symbol, rate));
    }

    private void paid(String symbol, FundingRate rate) {
        events.add(rate);
        Progress known = progress.computeIfAbsent(symbol, unseen -> new Progress());
        known.paid = Math.max(known.paid, rate.fundingTime());
    }
}
