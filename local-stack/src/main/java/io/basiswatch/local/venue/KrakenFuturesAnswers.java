package io.basiswatch.local.venue;

import io.basiswatch.local.market.Listing;
import io.basiswatch.local.market.SimulatedCandle;
import io.basiswatch.local.market.SimulatedMarket;
import io.basiswatch.local.market.SimulatedTrade;
import io.basiswatch.model.Contract;
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
import java.util.function.Function;
import java.util.stream.Collectors;

/** What Kraken Futures answers over REST: instruments, paid funding of a year, candles of the charts and the last trades. */
final class KrakenFuturesAnswers {
    private static final String API = "/derivatives/api/";
    private static final String CHARTS = "/api/charts/v1/";
    private static final int BAD_REQUEST = 400;
    private static final int MOST_CANDLES = 2_000;
    private static final long SECOND = TimeUnit.SECONDS.toMicros(1);
    private static final long YEAR = TimeUnit.DAYS.toMicros(366);
    private static final Map<String, Duration> RESOLUTIONS =
            Map.of("1m", Duration.ofMinutes(1), "1h", Duration.ofHours(1), "1d", Duration.ofDays(1));

    private final Venue venue;
    private final SimulatedMarket market;
    private final Circumstances circumstances;
    private final MarketWalk steps;

    KrakenFuturesAnswers(Venue venue, SimulatedMarket market, Circumstances circumstances, MarketWalk steps) {
        this.venue = venue;
        this.market = market;
        this.circumstances = circumstances;
        this.steps = steps;
    }

    Answer answer(Question question) {
        return switch (question.path()) {
            case API + "v3/instruments" -> Answer.of(instruments(question.now()));
            case API + "v4/historicalfundingrates" -> ofSymbol(question, listing -> rates(listing, question.now()));
            case API + "v3/history" -> ofSymbol(question, listing -> history(listing, question));
            default -> charts(question);
        };
    }

    private Answer ofSymbol(Question question, Function<Listing, String> answer) {
        return Query.parameter(question.query(), "symbol")
                .flatMap(symbol -> steps.find(symbol, KrakenFuturesNames::symbol, question.now()))
                .map(answer)
                .map(Answer::of)
                .orElseGet(() -> refused("symbol", question.now()));
    }

    private Answer refused(String argument, long now) {
        String body = "{\"status\":\"BAD_REQUEST\",\"result\":\"error\",\"errors\":[{\"code\":11,\"message\":"
                + "\"Argument invalid: " + argument + "\"}]," + serverTime(now) + '}';
        return new Answer(BAD_REQUEST, Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    private String serverTime(long now) {
        return "\"serverTime\":\"" + instant(circumstances.time(now)) + '"';
    }

    private static Instant instant(long micros) {
        return Instant.ofEpochMilli(Printed.millis(micros));
    }

    private String instruments(long now) {
        return market.listings(venue, now).stream()
                .map(KrakenFuturesAnswers::terms)
                .collect(Collectors.joining(
                        ",", "{\"result\":\"success\",\"instruments\":[", "]," + serverTime(now) + '}'));
    }

    private static String terms(Listing listing) {
        boolean inverse = listing.instrument().isInverse();
        String end = listing.instrument().contract() instanceof Contract.Future(Instant expiry)
                ? ",\"lastTradingTime\":\"" + expiry + '"'
                : "";
        return "{\"symbol\":\"" + KrakenFuturesNames.symbol(listing) + "\",\"type\":\""
                + (inverse ? "futures_inverse" : "flexible_futures") + '"' + end + ",\"tickSize\":" + listing.price(1)
                + ",\"contractSize\":" + Math.round(listing.contractSize())
                + ",\"tradeable\":true,\"openingDate\":\"" + instant(listing.listed()) + "\",\"base\":\""
                + listing.instrument().base() + "\",\"quote\":\"USD\",\"isExpired\":false}";
    }

    /** Of a year, the oldest first, whatever else was asked. */
    private String rates(Listing listing, long now) {
        return market.payments(listing, now - YEAR, now).stream()
                .map(payment -> "{\"timestamp\":\"" + instant(payment.time()) + "\",\"fundingRate\":"
                        + KrakenFuturesFrames.number(payment.rate() * 1_000) + ",\"relativeFundingRate\":"
                        + KrakenFuturesFrames.number(payment.rate()) + '}')
                .collect(Collectors.joining(",", "{\"result\":\"success\"," + serverTime(now) + ",\"rates\":[", "]}"));
    }

    /** The last hundred before a time, the newest first. */
    private String history(Listing listing, Question question) {
        long before = Query.parameter(question.query(), "lastTime")
                .flatMap(KrakenFuturesAnswers::time)
                .orElse(Long.MAX_VALUE);
        String symbol = KrakenFuturesNames.symbol(listing);
        List<SimulatedTrade> trades =
                steps.newest(listing, KrakenFuturesDialect.TRADES_TOLD, Math.min(before, question.now()));
        return trades.reversed().stream()
                .map(trade -> "{\"time\":\"" + instant(circumstances.time(trade.time())) + "\",\"trade_id\":"
                        + trade.id() + ",\"price\":" + listing.price(trade.ticks()) + ",\"size\":"
                        + listing.quantity(trade.lots()) + ",\"side\":\"" + KrakenFuturesFrames.side(trade)
                        + "\",\"type\":\"" + KrakenFuturesFrames.type(trade) + "\",\"uid\":\""
                        + KrakenFuturesFrames.uid(symbol, trade) + "\"}")
                .collect(Collectors.joining(
                        ",", "{\"result\":\"success\",\"history\":[", "]," + serverTime(question.now()) + '}'));
    }

    private static Optional<Long> time(String text) {
        try {
            return Optional.of(
                    TimeUnit.MILLISECONDS.toMicros(Instant.parse(text).toEpochMilli()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** {@code /api/charts/v1/trade/PF_XBTUSD/1h?from=&to=}: both ends are starts of candles, in seconds; the last one runs. */
    private Answer charts(Question question) {
        String[] asked = question.path().startsWith(CHARTS)
                ? question.path().substring(CHARTS.length()).split("/")
                : new String[0];
        Optional<Listing> listing =
                asked.length == 3 ? steps.find(asked[1], KrakenFuturesNames::symbol, question.now()) : Optional.empty();
        Duration length = asked.length == 3 ? RESOLUTIONS.get(asked[2]) : null;
        if (listing.isEmpty() || length == null) {
            return Answer.unknown("{\"error\":\"Not found\"}");
        }
        long step = length.toSeconds() * SECOND;
        long to = Query.number(question.query(), "to").orElse(Long.MAX_VALUE / SECOND) * SECOND;
        long from = Query.number(question.query(), "from").orElse(question.now() / SECOND) * SECOND;
        List<String> candles = new ArrayList<>();
        long last = Math.min(to, question.now());
        long open = Math.ceilDiv(Math.max(from, listing.get().listed()), step) * step;
        for (; open <= last && candles.size() < MOST_CANDLES; open += step) {
            candles.add(row(listing.get(), market.candle(listing.get(), open, length)));
        }
        return Answer.of("{\"candles\":[" + String.join(",", candles) + "],\"more_candles\":" + (open <= last) + '}');
    }

    private static String row(Listing listing, SimulatedCandle candle) {
        return "{\"time\":" + Printed.millis(candle.openTime()) + ",\"open\":\"" + listing.price(candle.open())
                + "\",\"high\":\"" + listing.price(candle.high()) + "\",\"low\":\"" + listing.price(candle.low())
                + "\",\"close\":\"" + listing.price(candle.close()) + "\",\"volume\":\""
                + listing.quantity(candle.lots()) + "\"}";
    }
}
