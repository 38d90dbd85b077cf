package io.basiswatch.local.venue;

import io.basiswatch.local.market.Listing;
import io.basiswatch.local.market.SimulatedCandle;
import io.basiswatch.local.market.SimulatedMarket;
import io.basiswatch.local.market.SimulatedTrade;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The REST answers of Bitfinex: lists of pairs, and the past, newest first unless {@code sort=1} asks for the oldest.
 *
 * @see <a href="https://docs.bitfinex.com/docs/rest-public">REST Public Endpoints</a>
 */
final class BitfinexAnswers {
    private static final long MILLI = 1_000;
    private static final long MINUTE = 60_000_000;
    private static final int SERVER_ERROR = 500;
    private static final int MOST = 10_000;
    private static final int MOST_STATUSES = 5_000;
    private static final int USUAL = 100;
    private static final String HISTORY = "/hist";
    private static final Map<String, Duration> INTERVALS =
            Map.of("1m", Duration.ofMinutes(1), "1h", Duration.ofHours(1), "1D", Duration.ofDays(1));

    private final SimulatedMarket market;
    private final BitfinexFrames frames;

    BitfinexAnswers(SimulatedMarket market, BitfinexFrames frames) {
        this.market = market;
        this.frames = frames;
    }

    /**
     * What part of the past is asked for.
     *
     * @param from microseconds since the epoch, inclusive
     * @param to exclusive
     * @param rows at most so many
     */
    private record Range(long from, long to, int rows, boolean oldestFirst) {
        static Range of(Question question, int most) {
            String query = question.query();
            long start = number(query, "start", 0);
            long end = number(query, "end", question.now() / MILLI);
            int rows = (int) Math.min(most, number(query, "limit", USUAL));
            boolean oldestFirst = Query.parameter(query, "sort").orElse("-1").equals("1");
            return new Range(start * MILLI, Math.min(question.now(), end * MILLI + MILLI), rows, oldestFirst);
        }

        private static long number(String query, String name, long otherwise) {
            return Query.parameter(query, name)
                    .filter(text -> text.matches("\\d{1,15}"))
                    .map(Long::parseLong)
                    .orElse(otherwise);
        }

        /** The times of a grid, from the end of the range at which a page begins. */
        String rowsOn(long step, Function<Long, Optional<String>> row) {
            List<String> texts = new ArrayList<>();
            long time = oldestFirst ? Math.ceilDiv(from, step) * step : Math.floorDiv(to - 1, step) * step;
            while (time >= from && time < to && texts.size() < rows) {
                row.apply(time).ifPresent(texts::add);
                time += oldestFirst ? step : -step;
            }
            return '[' + String.join(",", texts) + ']';
        }
    }

    Answer answer(Question question) {
        String path = question.path();
        Optional<String> answer;
        if (path.startsWith("/v2/conf/")) {
            answer = Optional.of(configuration(path.substring("/v2/conf/".length()), question.now()));
        } else if (path.equals("/v2/platform/status")) {
            answer = Optional.of("[1]");
        } else if (Query.parameter(question.query(), "limit")
                .filter(text -> text.length() > 5)
                .isPresent()) {
            answer = Optional.empty();
        } else {
            answer = past(path, question);
        }
        return answer.map(Answer::of)
                .orElseGet(() -> new Answer(
                        SERVER_ERROR,
                        Map.of(),
                        "[\"error\",10020,\"symbol: invalid\"]".getBytes(StandardCharsets.UTF_8)));
    }

    private String configuration(String keys, long now) {
        List<String> elements = new ArrayList<>();
        for (String key : keys.split(",")) {
            elements.add(
                    switch (key) {
                        case "pub:map:currency:sym" -> "[[\"UST\",\"USDt\"],[\"UDC\",\"USDC\"],[\"USTF0\",\"USDt0\"]]";
                        case "pub:list:pair:exchange" -> pairs(now, false);
                        case "pub:list:pair:futures" -> pairs(now, true);
                        default -> "[]";
                    });
        }
        return '[' + String.join(",", elements) + ']';
    }

    private String pairs(long now, boolean perpetuals) {
        return market.listings(BitfinexFrames.VENUE, now).stream()
                .filter(listing -> listing.instrument().isPerpetual() == perpetuals)
                .map(listing -> '"' + BitfinexFrames.pair(listing) + '"')
                .collect(Collectors.joining(",", "[", "]"));
    }

    private Optional<String> past(String path, Question question) {
        if (!path.endsWith(HISTORY)) {
            return Optional.empty();
        }
        String[] parts = path.substring("/v2/".length(), path.length() - HISTORY.length())
                .split("/");
        return switch (parts[0]) {
            case "candles" -> candles(parts[1].split(":", 3), question);
            case "trades" ->
                frames.find(parts[1], question.now()).map(listing -> trades(listing, Range.of(question, MOST)));
            case "status" ->
                frames.find(parts[parts.length - 1], question.now())
                        .filter(listing -> listing.instrument().isPerpetual())
                        .map(listing -> Range.of(question, MOST_STATUSES)
                                .rowsOn(MINUTE, time -> Optional.of(frames.status(listing, time))));
            default -> Optional.empty();
        };
    }

    private String trades(Listing listing, Range range) {
        long from = Math.max(range.from(), listing.listed());
        List<SimulatedTrade> trades = new ArrayList<>();
        if (from < range.to() && range.oldestFirst()) {
            for (long time = from; time < range.to() && trades.size() < range.rows(); time += MINUTE) {
                trades.addAll(market.trades(listing, time, Math.min(range.to(), time + MINUTE)));
            }
        } else {
            for (long time = range.to(); time > from && trades.size() < range.rows(); time -= MINUTE) {
                trades.addAll(market.trades(listing, Math.max(from, time - MINUTE), time)
                        .reversed());
            }
        }
        return frames.trades(listing, trades.subList(0, Math.min(trades.size(), range.rows())));
    }

    private Optional<String> candles(String[] key, Question question) {
        Duration interval = key.length == 3 ? INTERVALS.get(key[1]) : null;
        if (interval == null) {
            return Optional.empty();
        }
        return frames.find(key[2], question.now()).map(listing -> {
            OpenCandle candles = new OpenCandle(market, listing, question.now());
            return Range.of(question, MOST)
                    .rowsOn(
                            interval.toNanos() / MILLI,
                            open -> open < listing.listed()
                                    ? Optional.empty()
                                    : candles.at(open, interval).map(candle -> candle(listing, candle)));
        });
    }

    /** Start, open, close, high, low, volume. */
    private static String candle(Listing listing, SimulatedCandle candle) {
        return "[" + candle.openTime() / MILLI + ',' + listing.price(candle.open()) + ','
                + listing.price(candle.close()) + ',' + listing.price(candle.high()) + ',' + listing.price(candle.low())
                + ',' + listing.quantity(candle.lots()) + ']';
    }
}
