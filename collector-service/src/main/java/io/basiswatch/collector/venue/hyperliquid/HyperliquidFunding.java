package io.basiswatch.collector.venue.hyperliquid;

import io.basiswatch.collector.feed.FrameEvents;
import io.basiswatch.collector.feed.SymbolTable;
import io.basiswatch.collector.feed.Terms;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonException;
import io.basiswatch.collector.json.JsonFields;
import io.basiswatch.collector.json.JsonKind;
import io.basiswatch.model.FundingRate;
import io.basiswatch.model.Stamp;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Funding as the info address tells it: what was paid, and what is running. */
final class HyperliquidFunding {
    private static final String OURS = "HlPerp";
    private static final long MICROS_PER_MINUTE = 60_000_000;
    private static final long MICROS_PER_MILLI = 1_000;

    private static final int COIN = 0;
    private static final int RATE = 1;
    private static final int TIME = 2;

    private static final int RUNNING_RATE = 0;
    private static final int RUNNING_TIME = 1;
    private static final int RUNNING_HOURS = 2;

    private final SymbolTable symbols;
    private final FrameEvents events;
    private final JsonFields payment = JsonFields.of("coin", "fundingRate", "time");
    private final JsonFields running = JsonFields.of("fundingRate", "nextFundingTime", "fundingIntervalHours");
    private final Map<String, Long> paidBefore = new HashMap<>();

    HyperliquidFunding(SymbolTable symbols, FrameEvents events) {
        this.symbols = symbols;
        this.events = events;
    }

    /**
     * {@code [{"coin":"ETH","fundingRate":"-0.00022196","premium":"-0.00052196","time":1683849600076}]}: what was paid, the
     * oldest first. The time has some milliseconds of jitter. The interval is the time since the payment before; of the first
     * one it is the venue's hour. Arrays of anything else, such as candles, are not used.
     */
    void payments(JsonCursor cursor) {
        paidBefore.clear();
        cursor.beginArray();
        while (cursor.nextElement()) {
            if (cursor.kind() != JsonKind.OBJECT) {
                cursor.skip();
                continue;
            }
            payment.clear().read(cursor);
            if (payment.has(COIN) && payment.has(RATE)) {
                payment();
            }
        }
        cursor.end();
    }

    private void payment() {
        Stamp stamp = events.stamp(payment.whole(TIME), Stamp.NO_SEQUENCE);
        double rate = payment.quotedDecimal(RATE);
        String coin = payment.code(COIN);
        Duration interval = interval(coin, stamp.eventTime());
        symbols.find(coin, events)
                .ifPresent(terms -> events.add(new FundingRate(
                        terms.instrument(),
                        stamp,
                        FundingRate.Kind.SETTLED,
                        rate,
                        Optional.of(interval),
                        stamp.eventTime())));
    }

    private Duration interval(String coin, long time) {
        Long before = paidBefore.put(coin, time);
        long minutes = before == null ? 0 : (time - before + MICROS_PER_MINUTE / 2) / MICROS_PER_MINUTE;
        return minutes > 0 ? Duration.ofMinutes(minutes) : HyperliquidMarket.FUNDING_INTERVAL;
    }

    /**
     * {@code [["BTC",[["BinPerp",{…}],["HlPerp",{"fundingRate":"0.0000125","nextFundingTime":1788656400000,
     * "fundingIntervalHours":1}]]],…]}: the rates that run, of other venues too, which are theirs to tell.
     *
     * <p>The venue's own {@code nextFundingTime} is the start of the running hour, so the payment is an interval later.
     */
    void running(JsonCursor cursor) {
        cursor.beginArray();
        while (cursor.nextElement()) {
            if (cursor.kind() == JsonKind.ARRAY) {
                coin(cursor);
            } else {
                cursor.skip();
            }
        }
        cursor.end();
    }

    private void coin(JsonCursor cursor) {
        cursor.beginArray();
        next(cursor);
        String name = cursor.string();
        next(cursor);
        cursor.beginArray();
        while (cursor.nextElement()) {
            venue(name, cursor);
        }
        close(cursor);
    }

    private void venue(String coin, JsonCursor cursor) {
        cursor.beginArray();
        next(cursor);
        boolean isOurs = cursor.code().equals(OURS);
        next(cursor);
        if (isOurs && cursor.kind() == JsonKind.OBJECT) {
            running.clear().read(cursor);
            Optional<Terms> terms = symbols.find(coin, events);
            terms.filter(known -> known.instrument().isPerpetual()).ifPresent(this::tell);
        } else {
            cursor.skip();
        }
        close(cursor);
    }

    private void tell(Terms terms) {
        Stamp stamp = events.stampOnReceipt();
        double rate = running.quotedDecimal(RUNNING_RATE);
        Duration interval = running.hasValue(RUNNING_HOURS)
                ? Duration.ofHours(running.whole(RUNNING_HOURS))
                : HyperliquidMarket.FUNDING_INTERVAL;
        long told = running.whole(RUNNING_TIME) * MICROS_PER_MILLI;
        long due = told > stamp.receivedTime() ? told : told + interval.toMillis() * MICROS_PER_MILLI;
        events.add(new FundingRate(
                terms.instrument(), stamp, FundingRate.Kind.PREDICTED, rate, Optional.of(interval), due));
    }

    private static void next(JsonCursor cursor) {
        if (!cursor.nextElement()) {
            throw new JsonException("a row that is too short");
        }
    }

    private static void close(JsonCursor cursor) {
        while (cursor.nextElement()) {
            cursor.skip();
        }
    }
}
