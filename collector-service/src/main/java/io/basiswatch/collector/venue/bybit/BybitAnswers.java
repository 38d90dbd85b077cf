package io.basiswatch.collector.venue.bybit;

import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.FrameEvents;
import io.basiswatch.collector.feed.FrameException;
import io.basiswatch.collector.feed.Request;
import io.basiswatch.collector.feed.Terms;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonFields;
import io.basiswatch.collector.json.JsonKind;
import io.basiswatch.model.FundingRate;
import io.basiswatch.model.LongShortRatio;
import io.basiswatch.model.Stamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * REST answers: {@code {"retCode":0,"retMsg":"OK","result":{"category":"linear","list":[…],"nextPageCursor":""},
 * "retExtInfo":{},"time":1672051897447}}.
 *
 * @see <a href="https://bybit-exchange.github.io/docs/v5/market/history-fund-rate">Funding history</a>
 * @see <a href="https://bybit-exchange.github.io/docs/v5/market/long-short-ratio">Long short ratio</a>
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

    private static final int LONG_SHARE = 1;
    private static final int SHORT_SHARE = 2;
    private static final int PERIOD_TIME = 3;

    private final JsonFields answer = JsonFields.of("retCode", "retMsg", "result", "time", "ret_code");
    private final JsonFields result = JsonFields.of("category", "list", "nextPageCursor", "symbol");
    private final JsonFields rate = JsonFields.of("symbol", "fundingRate", "fundingRateTimestamp");
    private final JsonFields accounts = JsonFields.of("symbol", "buyRatio", "sellRatio", "timestamp");
    private final BybitInstruments instruments;
    private final BybitMarkets markets;
    private final BybitTickers tickers;
    private final BybitPast past;
    private final FrameEvents events;

    BybitAnswers(BybitInstruments instruments, BybitMarkets markets, BybitTickers tickers, FrameEvents events) {
        this.instruments = instruments;
        this.markets = markets;
        this.tickers = tickers;
        this.past = new BybitPast(tickers, events);
        this.events = events;
    }

    void read(Answer question, Frame frame, JsonCursor cursor) {
        answer.clear().read(cursor);
        cursor.end();
        if (answer.has(LEGACY_CODE)) {
            return; // the retired v2 protocol; symbols of it are read by rule
        }
        if (answer.whole(CODE) != 0) {
            String message = answer.is(MESSAGE, JsonKind.STRING) ? answer.string(MESSAGE) : "";
            throw new FrameException("Bybit refused the request: " + message);
        }
        if (question == Answer.UNKNOWN || question.isUsed() && !answer.is(RESULT, JsonKind.OBJECT)) {
            events.unknown();
        } else if (question.isUsed()) {
            result.clear().read(cursor.reset(frame.payload(), answer.start(RESULT), answer.end(RESULT)));
            list(question, frame, cursor);
        }
    }

    private void list(Answer question, Frame frame, JsonCursor cursor) {
        Optional<Category> told =
                result.hasValue(CATEGORY) ? Category.named(result.code(CATEGORY)) : Category.of(frame);
        if (told.isEmpty() && question == Answer.ACCOUNTS) {
            return; // its rows name a symbol alone, and a capture may not say of which market it was asked
        }
        if (told.isEmpty() || !result.is(LIST, JsonKind.ARRAY)) {
            events.unknown();
            return;
        }
        Category category = told.get();
        cursor.reset(frame.payload(), result.start(LIST), result.end(LIST));
        switch (question) {
            case INSTRUMENTS -> {
                String next = result.hasValue(NEXT_PAGE) ? result.string(NEXT_PAGE) : "";
                instruments.read(category, cursor, frame.address(), next, events);
            }
            case TICKERS -> tickers.readAll(category, cursor, answer.whole(TIME));
            case FUNDING -> funding(category, cursor);
            case OPEN_INTEREST -> past.interest(terms(category), cursor);
            case CANDLES -> past.candles(terms(category), frame.address(), answer.whole(TIME), cursor);
            case TRADES -> markets.recent(category, cursor);
            case ACCOUNTS -> accounts(category, cursor);
            default -> throw new IllegalStateException("rows of " + question + " are not read");
        }
    }

    /** Of the one symbol that the answer is about. */
    private Optional<Terms> terms(Category category) {
        return category == Category.OPTION ? Optional.empty() : instruments.find(category, result.code(SYMBOL), events);
    }

    /** See {@link io.basiswatch.collector.feed.Decoder#requests}. */
    void requests(Consumer<Request> to) {
        instruments.requests(to);
    }

    /**
     * {@code {"symbol":"ETHPERP","fundingRate":"0.0001","fundingRateTimestamp":"1672041600000"}}, newest first: rates as
     * paid. The interval of a row is the time since the row before it in history; the oldest of several rows is left to the
     * page that holds the one before it.
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
        int oldest = newestFirst.size() > 1 ? newestFirst.size() - 2 : newestFirst.size() - 1;
        for (int i = oldest; i >= 0; i--) {
            FundingRate row = newestFirst.get(i);
            boolean follows = i + 1 < newestFirst.size()
                    && newestFirst.get(i + 1).instrument().equals(row.instrument());
            long millis = follows ? (row.fundingTime() - newestFirst.get(i + 1).fundingTime()) / 1_000 : 0;
            Optional<Duration> ran = millis > 0 ? Optional.of(Duration.ofMillis(millis)) : Optional.empty();
            events.add(new FundingRate(row.instrument(), row.stamp(), row.kind(), row.rate(), ran, row.fundingTime()));
        }
    }

    /**
     * {@code {"symbol":"BTCUSDT","buyRatio":"0.5777","sellRatio":"0.4223","timestamp":"1695772800000"}}: the parts of all
     * accounts that are long and short. Without any that is short there is no ratio, and the row says nothing.
     */
    private void accounts(Category category, JsonCursor cursor) {
        cursor.beginArray();
        while (cursor.nextElement()) {
            accounts.clear().read(cursor);
            double longs = accounts.quotedDecimal(LONG_SHARE);
            double shorts = accounts.quotedDecimal(SHORT_SHARE);
            Stamp stamp = events.stamp(accounts.quotedWhole(PERIOD_TIME), Stamp.NO_SEQUENCE);
            Optional<Terms> terms = instruments.find(category, accounts.code(0), events);
            if (shorts > 0) {
                terms.ifPresent(known -> events.add(LongShortRatio.ofShares(
                        known.instrument(), stamp, LongShortRatio.Kind.ACCOUNTS, longs, shorts)));
            }
        }
        cursor.end();
    }
}
