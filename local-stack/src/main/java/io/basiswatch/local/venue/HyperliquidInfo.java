package io.basiswatch.local.venue;

import io.basiswatch.local.market.Listing;
import io.basiswatch.local.market.Payment;
import io.basiswatch.local.market.SimulatedCandle;
import io.basiswatch.local.market.SimulatedMarket;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The one REST address of Hyperliquid: what is asked stands in what is posted.
 *
 * @see <a href="https://hyperliquid.gitbook.io/hyperliquid-docs/for-developers/api/info-endpoint">Info</a>
 */
final class HyperliquidInfo {
    private static final String PATH = "/info";
    private static final String CANDLES = "candleSnapshot";
    private static final String PAYMENTS = "fundingHistory";
    private static final int MOST_CANDLES = 5_000;
    private static final int MOST_PAYMENTS = 500;
    private static final int UNPROCESSABLE = 422;
    private static final long MILLI = 1_000;
    private static final long HOUR_MILLIS = 3_600_000;
    private static final Map<String, Duration> INTERVALS =
            Map.of("1m", Duration.ofMinutes(1), "1h", Duration.ofHours(1), "1d", Duration.ofDays(1));

    private final SimulatedMarket market;
    private final HyperliquidFrames frames;

    HyperliquidInfo(SimulatedMarket market, HyperliquidFrames frames) {
        this.market = market;
        this.frames = frames;
    }

    Answer answer(Question question) {
        Optional<JsonObject> asked = read(question);
        Optional<String> answer = asked.flatMap(body -> answer(body, question.now()));
        return answer.map(Answer::of)
                .orElseGet(() -> new Answer(
                        UNPROCESSABLE,
                        Map.of(),
                        "Failed to deserialize the JSON body into the target type".getBytes(StandardCharsets.UTF_8)));
    }

    private static Optional<JsonObject> read(Question question) {
        try {
            return question.path().endsWith(PATH) ? Optional.of(new JsonObject(question.body())) : Optional.empty();
        } catch (DecodeException e) {
            return Optional.empty();
        }
    }

    private Optional<String> answer(JsonObject asked, long now) {
        return switch (asked.getString("type", "")) {
            case "meta" -> Optional.of(universe(now));
            case "metaAndAssetCtxs" -> Optional.of('[' + universe(now) + ',' + contexts(now) + ']');
            case HyperliquidDialect.BOOK -> with(asked, now, listing -> book(listing, asked, now));
            case PAYMENTS -> with(asked, now, listing -> payments(listing, asked, now));
            case CANDLES -> {
                JsonObject range = asked.getJsonObject("req", new JsonObject());
                yield with(range, now, listing -> candles(listing, range, now));
            }
            default -> Optional.empty();
        };
    }

    private Optional<String> with(JsonObject asked, long now, Function<Listing, String> answer) {
        return HyperliquidDialect.listings(market, now).stream()
                .filter(listing -> HyperliquidFrames.coin(listing).equals(asked.getString("coin", "")))
                .findFirst()
                .map(answer);
    }

    private String universe(long now) {
        return HyperliquidDialect.listings(market, now).stream()
                .map(listing -> "{\"szDecimals\":" + Math.max(0, listing.lot().scale()) + ",\"name\":\""
                        + HyperliquidFrames.coin(listing) + "\",\"maxLeverage\":40,\"marginTableId\":56}")
                .collect(Collectors.joining(",", "{\"universe\":[", "],\"marginTables\":[],\"collateralToken\":0}"));
    }

    private String contexts(long now) {
        return HyperliquidDialect.listings(market, now).stream()
                .map(listing -> frames.context(listing, now))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private String book(Listing listing, JsonObject asked, long now) {
        long time = now - SimulatedMarket.STEP;
        int digits = asked.getInteger("nSigFigs", 0) instanceof Integer told ? told : 0;
        return frames.book(listing, market.book(listing, time), digits, time);
    }

    /** The oldest 500 payments of the range, both ends inclusive. */
    private String payments(Listing listing, JsonObject asked, long now) {
        long from = asked.getLong("startTime", 0L) * MILLI;
        long to = Math.min(now, asked.getLong("endTime", now / MILLI) * MILLI + MILLI);
        return market.payments(listing, Math.max(from, listing.listed()), Math.max(to, listing.listed())).stream()
                .limit(MOST_PAYMENTS)
                .map(payment -> payment(listing, payment))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private String payment(Listing listing, Payment payment) {
        return "{\"coin\":\"" + HyperliquidFrames.coin(listing) + "\",\"fundingRate\":\""
                + new BigDecimal(Double.toString(payment.rate())).toPlainString() + "\",\"premium\":\"0.0\",\"time\":"
                + frames.millis(payment.time()) + '}';
    }

    /** The candles that open in the range, both ends inclusive, as far as they are among the last 5,000. */
    private String candles(Listing listing, JsonObject asked, long now) {
        String name = asked.getString("interval", "");
        Duration interval = INTERVALS.get(name);
        if (interval == null) {
            return "[]";
        }
        long step = interval.toNanos() / MILLI;
        long oldest = (now / step - MOST_CANDLES + 1) * step;
        long from = Math.max(oldest, Math.ceilDiv(asked.getLong("startTime", 0L) * MILLI, step) * step);
        long to = Math.min(now, asked.getLong("endTime", now / MILLI) * MILLI);
        OpenCandle candles = new OpenCandle(market, listing, now);
        List<String> rows = new ArrayList<>();
        for (long open = from; open <= to; open += step) {
            candles.at(open, interval).ifPresent(candle -> rows.add(candle(listing, candle, name, step)));
        }
        return '[' + String.join(",", rows) + ']';
    }

    private String candle(Listing listing, SimulatedCandle candle, String interval, long step) {
        return "{\"t\":" + candle.openTime() / MILLI + ",\"T\":" + ((candle.openTime() + step) / MILLI - 1)
                + ",\"s\":\"" + HyperliquidFrames.coin(listing) + "\",\"i\":\"" + interval + "\",\"o\":\""
                + HyperliquidFrames.price(listing, candle.open()) + "\",\"c\":\""
                + HyperliquidFrames.price(listing, candle.close()) + "\",\"h\":\""
                + HyperliquidFrames.price(listing, candle.high()) + "\",\"l\":\""
                + HyperliquidFrames.price(listing, candle.low()) + "\",\"v\":\"" + listing.quantity(candle.lots())
                + "\",\"n\":" + candle.trades() + '}';
    }

    /** 2 for a book, 20 for everything else, and 1 for each 60 candles or 20 payments of an answer. */
    int weight(Question question) {
        JsonObject asked = read(question).orElseGet(JsonObject::new);
        JsonObject range = asked.getJsonObject("req", asked);
        long millis = Math.max(
                0,
                range.getLong("endTime", question.now() / MILLI) - range.getLong("startTime", question.now() / MILLI));
        return switch (asked.getString("type", "")) {
            case HyperliquidDialect.BOOK -> 2;
            case CANDLES -> {
                Duration interval = INTERVALS.getOrDefault(range.getString("interval", ""), Duration.ofMinutes(1));
                yield 20 + (int) Math.ceilDiv(Math.min(MOST_CANDLES, millis / interval.toMillis() + 1), 60);
            }
            case PAYMENTS -> 20 + (int) Math.ceilDiv(Math.min(MOST_PAYMENTS, millis / HOUR_MILLIS + 1), 20);
            default -> 20;
        };
    }
}
