package io.basiswatch.local.venue;

import io.basiswatch.local.market.Listing;
import io.basiswatch.local.market.SimulatedCandle;
import io.basiswatch.local.market.SimulatedMarket;
import io.basiswatch.model.Venue;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What BitMEX answers over REST: arrays of rows between two times, both inclusive, the oldest first unless reversed. */
final class BitmexAnswers {
    private static final String API = "/api/v1/";
    private static final int BAD_REQUEST = 400;
    private static final int USUAL_ROWS = 100;
    private static final int MOST_ROWS = 1_000;
    private static final int MOST_PAYMENTS = 500;
    private static final long SECOND = TimeUnit.SECONDS.toMicros(1);
    /** Of a span without a start. */
    private static final long FAR = TimeUnit.DAYS.toMicros(200);

    private static final Map<String, Duration> SIZES =
            Map.of("1m", Duration.ofMinutes(1), "1h", Duration.ofHours(1), "1d", Duration.ofDays(1));

    private final Venue venue;
    private final SimulatedMarket market;
    private final BitmexRows rows;
    private final MarketWalk steps;

    BitmexAnswers(Venue venue, SimulatedMarket market, BitmexRows rows, MarketWalk steps) {
        this.venue = venue;
        this.market = market;
        this.rows = rows;
        this.steps = steps;
    }

    Answer answer(Question question) {
        Optional<Listing> listing = Query.parameter(question.query(), "symbol")
                .flatMap(symbol -> steps.find(symbol, BitmexNames::symbol, question.now()));
        String asked = question.path().startsWith(API) ? question.path().substring(API.length()) : "";
        if (asked.equals("instrument/active")) {
            return Answer.of(market.listings(venue, question.now()).stream()
                    .map(one -> instrument(one, question.now()))
                    .toList()
                    .toString());
        }
        if (listing.isEmpty()) {
            return asked.isEmpty() ? Answer.unknown(error("Not Found")) : Answer.of("[]");
        }
        return switch (asked) {
            case "instrument" -> Answer.of("[" + instrument(listing.get(), question.now()) + ']');
            case "funding" -> Answer.of(page(question, payments(listing.get(), question), MOST_PAYMENTS));
            case "trade" -> Answer.of(page(question, trades(listing.get(), question), MOST_ROWS));
            case "trade/bucketed" -> candles(listing.get(), question);
            default -> Answer.unknown(error("Not Found"));
        };
    }

    private static String error(String words) {
        return "{\"error\":{\"message\":\"" + words + "\",\"name\":\"HTTPError\"}}";
    }

    private String instrument(Listing listing, long now) {
        return rows.instrument(listing, BitmexNames.symbol(listing), market.marks(listing, now), now);
    }

    private static String page(Question question, List<String> oldestFirst, int most) {
        boolean reverse =
                Query.parameter(question.query(), "reverse").orElse("false").equals("true");
        int count = (int) Math.clamp(Query.number(question.query(), "count").orElse(USUAL_ROWS), 1, most);
        List<String> ordered = reverse ? oldestFirst.reversed() : oldestFirst;
        return ordered.subList(0, Math.min(count, ordered.size())).toString();
    }

    private static Optional<Long> time(Question question, String name) {
        try {
            return Query.parameter(question.query(), name)
                    .map(text ->
                            TimeUnit.MILLISECONDS.toMicros(Instant.parse(text).toEpochMilli()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The end of the span, exclusive: its last millisecond is asked for, too. */
    private static long end(Question question) {
        return Math.min(
                question.now(),
                time(question, "endTime")
                        .map(last -> last + TimeUnit.MILLISECONDS.toMicros(1))
                        .orElse(Long.MAX_VALUE));
    }

    private List<String> payments(Listing listing, Question question) {
        long end = end(question);
        return market.payments(listing, time(question, "startTime").orElse(end - FAR), end).stream()
                .map(payment -> rows.payment(BitmexNames.symbol(listing), payment))
                .toList();
    }

    private List<String> trades(Listing listing, Question question) {
        long end = end(question);
        long start = time(question, "startTime").orElse(end - TimeUnit.HOURS.toMicros(1));
        return market.trades(listing, start, Math.max(start, end)).stream()
                .map(trade -> rows.trade(listing, BitmexNames.symbol(listing), trade))
                .toList();
    }

    /** By the time of their close; none that still runs. */
    private Answer candles(Listing listing, Question question) {
        Duration length = SIZES.get(Query.parameter(question.query(), "binSize").orElse(""));
        if (length == null) {
            return new Answer(BAD_REQUEST, Map.of(), error("binSize is invalid").getBytes(StandardCharsets.UTF_8));
        }
        long step = length.toSeconds() * SECOND;
        long end = end(question);
        long start =
                Math.max(listing.listed() + step, time(question, "startTime").orElse(end - USUAL_ROWS * step));
        List<String> candles = new ArrayList<>();
        for (long close = Math.ceilDiv(start, step) * step; close < end && candles.size() <= MOST_ROWS; close += step) {
            long before = market.candle(listing, close - 2 * step, length).close();
            candles.add(candle(listing, market.candle(listing, close - step, length), before, close));
        }
        return Answer.of(page(question, candles, MOST_ROWS));
    }

    /** {@code open} is the close of the candle before. */
    private static String candle(Listing listing, SimulatedCandle candle, long before, long close) {
        double units = Double.parseDouble(listing.quantity(candle.lots())) * listing.contractSize();
        double middle = Double.parseDouble(listing.price((candle.high() + candle.low()) / 2));
        double home = listing.instrument().isInverse() ? units / middle : units;
        return "{\"timestamp\":\"" + BitmexRows.printed(close) + "\",\"symbol\":\"" + BitmexNames.symbol(listing)
                + "\",\"open\":" + listing.price(before) + ",\"high\":" + listing.price(candle.high())
                + ",\"low\":" + listing.price(candle.low()) + ",\"close\":" + listing.price(candle.close())
                + ",\"trades\":" + candle.trades() + ",\"volume\":" + listing.quantity(candle.lots())
                + ",\"homeNotional\":" + Printed.decimal(home, 8) + ",\"foreignNotional\":"
                + Printed.decimal(candle.notional(), 8) + '}';
    }
}
