package io.basiswatch.local.venue;

import io.basiswatch.local.market.Listing;
import io.basiswatch.local.market.SimulatedCandle;
import io.basiswatch.local.market.SimulatedMarket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The REST answers of Bitstamp: pairs, books, and the past in seconds.
 *
 * @see <a href="https://www.bitstamp.net/api/#tag/Market-info">Market info</a>
 */
final class BitstampAnswers {
    private static final String ROOT = "/api/v2/";
    private static final long MICROS = 1_000_000;
    private static final int MOST_CANDLES = 1_000;
    private static final Map<String, Duration> INTERVALS =
            Map.of("60", Duration.ofMinutes(1), "3600", Duration.ofHours(1), "86400", Duration.ofDays(1));
    private static final Map<String, Duration> SPANS =
            Map.of("minute", Duration.ofMinutes(1), "hour", Duration.ofHours(1), "day", Duration.ofDays(1));

    private final SimulatedMarket market;
    private final BitstampFrames frames;

    BitstampAnswers(SimulatedMarket market, BitstampFrames frames) {
        this.market = market;
        this.frames = frames;
    }

    Answer answer(Question question) {
        String path = question.path();
        String[] parts = path.startsWith(ROOT) ? path.substring(ROOT.length()).split("/") : new String[] {""};
        Optional<String> answer = parts.length == 1
                ? Optional.of(parts[0])
                        .filter(name -> name.equals("trading-pairs-info") || name.equals("markets"))
                        .map(name -> pairs(name, question.now()))
                : frames.find(parts[1], question.now()).flatMap(listing -> answer(parts[0], listing, question));
        return answer.map(Answer::of)
                .orElseGet(
                        () -> Answer.unknown("{\"status\":\"error\",\"reason\":\"Not found\",\"code\":\"404.001\"}"));
    }

    private Optional<String> answer(String name, Listing listing, Question question) {
        return switch (name) {
            case "order_book" ->
                Optional.of(frames.book(
                        listing, market.book(listing, question.now() - SimulatedMarket.STEP), Integer.MAX_VALUE));
            case "transactions" -> Optional.of(trades(listing, question));
            case "ohlc" -> candles(listing, question);
            default -> Optional.empty();
        };
    }

    private String pairs(String question, long now) {
        boolean isYoung = question.equals("markets");
        return market.listings(BitstampFrames.VENUE, now).stream()
                .map(listing -> "{\"name\":\"" + listing.instrument().base() + '/'
                        + listing.instrument().quote() + "\",\"" + (isYoung ? "market_symbol" : "url_symbol")
                        + "\":\""
                        + BitstampFrames.symbol(listing) + "\",\"base_decimals\":"
                        + listing.lot().scale()
                        + ",\"counter_decimals\":" + listing.tick().scale()
                        + ",\"minimum_order\":\"10"
                        + " USD\",\"trading\":\"Enabled\",\"instant_and_market_orders\":\"Enabled\"}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    /** The trades of the last minute, hour or day, newest first; other parameters are passed over. */
    private String trades(Listing listing, Question question) {
        Duration span =
                SPANS.getOrDefault(Query.parameter(question.query(), "time").orElse("hour"), Duration.ofHours(1));
        long from = Math.max(listing.listed(), question.now() - span.toNanos() / 1_000);
        return market.trades(listing, from, question.now()).reversed().stream()
                .map(trade -> frames.pastTrade(listing, trade))
                .collect(Collectors.joining(",", "[", "]"));
    }

    /** As many candles as were asked for, up to the end, or from the start where no end was given. */
    private Optional<String> candles(Listing listing, Question question) {
        String query = question.query();
        Duration interval = INTERVALS.get(Query.parameter(query, "step").orElse(""));
        Optional<Long> limit = number(query, "limit").filter(rows -> rows >= 1 && rows <= MOST_CANDLES);
        if (interval == null || limit.isEmpty()) {
            return Optional.empty();
        }
        long step = interval.toNanos() / 1_000;
        Optional<Long> start = number(query, "start");
        long latest = number(query, "end")
                .or(() -> start.map(first -> first + (limit.get() - 1) * interval.toSeconds()))
                .map(second -> Math.min(question.now(), second * MICROS))
                .orElse(question.now());
        boolean isOver =
                Query.parameter(query, "exclude_current_candle").orElse("false").equalsIgnoreCase("true");
        long last = Math.floorDiv(isOver ? Math.min(latest, question.now() - step) : latest, step) * step;
        OpenCandle candles = new OpenCandle(market, listing, question.now());
        List<String> rows = new ArrayList<>();
        for (long open = last - (limit.get() - 1) * step; open <= last; open += step) {
            candles.at(open, interval).ifPresent(candle -> rows.add(candle(listing, candle)));
        }
        return Optional.of("{\"data\":{\"pair\":\"" + listing.instrument().base() + '/'
                + listing.instrument().quote() + "\",\"ohlc\":[" + String.join(",", rows) + "]}}");
    }

    private static Optional<Long> number(String query, String name) {
        return Query.parameter(query, name)
                .filter(text -> text.matches("\\d{1,12}"))
                .map(Long::parseLong);
    }

    private static String candle(Listing listing, SimulatedCandle candle) {
        return "{\"timestamp\":\"" + candle.openTime() / MICROS + "\",\"open\":\"" + listing.price(candle.open())
                + "\",\"high\":\"" + listing.price(candle.high()) + "\",\"low\":\"" + listing.price(candle.low())
                + "\",\"close\":\"" + listing.price(candle.close()) + "\",\"volume\":\""
                + listing.quantity(candle.lots()) + "\"}";
    }
}
