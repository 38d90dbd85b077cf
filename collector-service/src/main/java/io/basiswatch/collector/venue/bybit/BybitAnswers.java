package io.basiswatch.collector.venue.bybit;

import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.FrameEvents;
import io.basiswatch.collector.feed.FrameException;
import io.basiswatch.collector.feed.Terms;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonFields;
import io.basiswatch.collector.json.JsonKind;
import io.basiswatch.model.FundingRate;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.Stamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * REST answers: {@code {"retCode":0,"retMsg":"OK","result":{"category":"linear","list":[…],"nextPageCursor":""},
 * "retExtInfo":{},"time":1672051897447}}.
 *
 * @see <a href="https://bybit-exchange.github.io/docs/v5/market/history-fund-rate">Funding history</a>
 * @see <a href="https://bybit-exchange.github.io/docs/v5/market/open-interest">Open interest</a>
 */
final class BybitAnswers {

    private static final int CODE = 0;
    private static final int MESSAGE = 1;
    private static final int RESULT = 2;
    private static final int TIME = 3;
    private static final int LEGACY_CODE = 4;

    private static final int CATEGORY = 0;
    private static final int LIST = 1;
    private static final int NEXT_PAGE = 2;
    private static final int SYMBOL = 3;

    private static final int RATE = 1;
    private static final int RATE_TIME = 2;

    private static final int INTEREST = 0;
    private static final int INTEREST_TIME = 1;

    private final JsonFields answer = JsonFields.of("retCode", "retMsg", "result", "time", "ret_code");
    private final JsonFields result = JsonFields.of("category", "list", "nextPageCursor", "symbol");
    private final JsonFields rate = JsonFields.of("symbol", "fundingRate", "fundingRateTimestamp");
    private final JsonFields interest = JsonFields.of("openInterest", "timestamp");
    private final BybitInstruments instruments;
    private final BybitTickers tickers;
    private final FrameEvents events;

    BybitAnswers(BybitInstruments instruments, BybitTickers tickers, FrameEvents events) {
        this.instruments = instruments;
        this.tickers = tickers;
        this.events = events;
    }

    void read(Frame frame, JsonCursor cursor) {
        answer.clear().read(cursor);
        cursor.end();
        if (answer.has(LEGACY_CODE)) {
            return; // the retired v2 protocol; symbols of it are read by rule
        }
        if (answer.whole(CODE) != 0) {
            String message = answer.is(MESSAGE, JsonKind.STRING) ? answer.string(MESSAGE) : "";
            throw new FrameException("Bybit refused the request: " + message);
        }
        String path = frame.address().replaceFirst("\\?.*", "");
        if (path.contains("kline") || path.endsWith("/orderbook")) {
            return;
        }
        if (!answer.is(RESULT, JsonKind.OBJECT)) {
            events.unknown();
            return;
        }
        result.clear().read(cursor.reset(frame.payload(), answer.start(RESULT), answer.end(RESULT)));
        Optional<Category> category =
                result.hasValue(CATEGORY) ? Category.named(result.code(CATEGORY)) : Category.of(frame);
        if (category.isEmpty() || !result.is(LIST, JsonKind.ARRAY)) {
            events.unknown();
            return;
        }
        cursor.reset(frame.payload(), result.start(LIST), result.end(LIST));
        list(category.get(), path, frame.address(), cursor);
    }

    private void list(Category category, String path, String question, JsonCursor cursor) {
        if (path.endsWith("/instruments-info")) {
            boolean whole = !result.hasValue(NEXT_PAGE) && !question.contains("cursor=");
            instruments.read(category, cursor, whole ? question : "", events);
        } else if (path.endsWith("/tickers")) {
            tickers.readAll(category, cursor, answer.whole(TIME));
        } else if (path.endsWith("/funding/history")) {
            funding(category, cursor);
        } else if (path.endsWith("/open-interest")) {
            interest(category, cursor);
        } else {
            events.unknown();
        }
    }

    /**
     * {@code {"symbol":"ETHPERP","fundingRate":"0.0001","fundingRateTimestamp":"1672041600000"}}, newest first: rates as
     * paid. The interval of a row is the time since the row before it in history.
     */
    private void funding(Category category, JsonCursor cursor) {
        List<FundingRate> newestFirst = new ArrayList<>();
        cursor.beginArray();
        while (cursor.nextElement()) {
            rate.clear().read(cursor);
            double paid = rate.quotedDecimal(RATE);
            Stamp stamp = events.stamp(rate.quotedWhole(RATE_TIME), Stamp.NO_SEQUENCE);
            instruments
                    .find(category, rate.code(0), events)
                    .map(Terms::instrument)
                    .ifPresent(instrument -> newestFirst.add(new FundingRate(
                            instrument, stamp, FundingRate.Kind.SETTLED, paid, Optional.empty(), stamp.eventTime())));
        }
        cursor.end();
        for (int i = newestFirst.size() - 1; i >= 0; i--) {
            FundingRate row = newestFirst.get(i);
            boolean follows = i + 1 < newestFirst.size()
                    && newestFirst.get(i + 1).instrument().equals(row.instrument());
            long millis = follows ? (row.fundingTime() - newestFirst.get(i + 1).fundingTime()) / 1_000 : 0;
            Optional<Duration> ran = millis > 0 ? Optional.of(Duration.ofMillis(millis)) : Optional.empty();
            events.add(new FundingRate(row.instrument(), row.stamp(), row.kind(), row.rate(), ran, row.fundingTime()));
        }
    }

    /** {@code {"openInterest":"461134384.00000000","timestamp":"1669571400000"}}: both sides, valued at the last mark. */
    private void interest(Category category, JsonCursor cursor) {
        Optional<Instrument> instrument =
                instruments.find(category, result.code(SYMBOL), events).map(Terms::instrument);
        cursor.beginArray();
        while (cursor.nextElement()) {
            interest.clear().read(cursor);
            double oneSided = interest.quotedDecimal(INTEREST) / 2;
            Stamp stamp = events.stamp(interest.quotedWhole(INTEREST_TIME), Stamp.NO_SEQUENCE);
            instrument.ifPresent(of -> tickers.add(of, oneSided, Double.NaN, tickers.mark(of), stamp));
        }
        cursor.end();
    }
}
