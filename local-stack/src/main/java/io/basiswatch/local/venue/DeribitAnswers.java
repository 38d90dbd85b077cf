package io.basiswatch.local.venue;

import io.basiswatch.local.market.Listing;
import io.basiswatch.local.market.SimulatedCandle;
import io.basiswatch.local.market.SimulatedMarket;
import io.basiswatch.local.market.SimulatedTrade;
import io.basiswatch.model.Contract;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** What Deribit answers over REST. Bounds are milliseconds, both inclusive; the candle that still runs is told too. */
final class DeribitAnswers {
    private static final long MICROS_PER_MILLI = 1_000;
    private static final long HOUR = Duration.ofHours(1).toNanos() / 1_000;
    private static final long MOST_CANDLES = 5_000;
    private static final int MOST_PAYMENTS = 744;

    /** Trades that are older are kept elsewhere. */
    private static final long RECENT = Duration.ofDays(5).toNanos() / 1_000;

    private static final Map<String, Duration> RESOLUTIONS =
            Map.of("1", Duration.ofMinutes(1), "60", Duration.ofHours(1), "1D", Duration.ofDays(1));

    /** When a perpetual ends: in the year 3000. */
    private static final long NEVER = 32_503_708_800_000L;

    private final SimulatedMarket market;
    private final DeribitFrames frames;
    private final Circumstances circumstances;

    DeribitAnswers(SimulatedMarket market, DeribitFrames frames, Circumstances circumstances) {
        this.market = market;
        this.frames = frames;
        this.circumstances = circumstances;
    }

    Answer answer(Question question) {
        String method = question.path().substring(question.path().lastIndexOf('/') + 1);
        if (method.equals("get_instruments")) {
            return instruments(question);
        }
        String name = Query.parameter(question.query(), "instrument_name").orElse("");
        Optional<Listing> listing = market.listings(DeribitDialect.VENUE, question.now()).stream()
                .filter(one -> DeribitNames.name(one).equals(name))
                .findFirst();
        return listing.isEmpty() ? refused(13_020, "not_found") : of(listing.get(), method, question);
    }

    private Answer of(Listing listing, String method, Question question) {
        return switch (method) {
            case "get_tradingview_chart_data" -> candles(listing, question);
            case "get_funding_rate_history" -> payments(listing, question);
            case "get_last_trades_by_instrument_and_time", "get_last_trades_by_instrument" -> trades(listing, question);
            default -> refused(-32_601, "Method not found");
        };
    }

    private static Answer refused(int code, String message) {
        return new Answer(
                400,
                Map.of(),
                ("{\"jsonrpc\":\"2.0\",\"error\":{\"message\":\"" + message + "\",\"code\":" + code
                                + "},\"testnet\":false}")
                        .getBytes(StandardCharsets.UTF_8));
    }

    private Answer result(Question question, String result) {
        long now = circumstances.time(question.now());
        return Answer.of("{\"jsonrpc\":\"2.0\",\"result\":" + result + ",\"usIn\":" + now + ",\"usOut\":" + now
                + ",\"usDiff\":0,\"testnet\":false}");
    }

    private Answer instruments(Question question) {
        String kind = Query.parameter(question.query(), "kind").orElse("");
        return result(
                question,
                market.listings(DeribitDialect.VENUE, question.now()).stream()
                        .filter(listing -> kind.isEmpty() || kind(listing).equals(kind))
                        .map(DeribitAnswers::terms)
                        .collect(Collectors.joining(",", "[", "]")));
    }

    private static String kind(Listing listing) {
        return listing.instrument().isSpot() ? "spot" : "future";
    }

    private static String terms(Listing listing) {
        boolean isSpot = listing.instrument().isSpot();
        boolean isPerpetual = listing.instrument().isPerpetual();
        long expiry =
                listing.instrument().contract() instanceof Contract.Future(var time) ? time.toEpochMilli() : NEVER;
        String ends = isSpot
                ? ""
                : ",\"settlement_period\":\"" + (isPerpetual ? "perpetual" : "month") + "\",\"expiration_timestamp\":"
                        + expiry + ",\"settlement_currency\":\""
                        + listing.instrument().settlement() + "\",\"instrument_type\":\""
                        + (listing.instrument().isInverse() ? "reversed" : "linear") + '"';
        return "{\"tick_size\":" + listing.tick().toPlainString() + ",\"kind\":\"" + kind(listing)
                + "\",\"is_active\":true,\"state\":\"open\",\"instrument_name\":\"" + DeribitNames.name(listing)
                + "\",\"base_currency\":\"" + listing.instrument().base() + "\",\"quote_currency\":\""
                + listing.instrument().quote() + "\",\"contract_size\":"
                + listing.lot().toPlainString()
                + ",\"min_trade_amount\":" + listing.lot().toPlainString() + ",\"creation_timestamp\":"
                + Printed.millis(listing.listed()) + ends + '}';
    }

    private static long micros(Question question, String name, long otherwise) {
        return Query.number(question.query(), name).orElse(otherwise / MICROS_PER_MILLI) * MICROS_PER_MILLI;
    }

    private Answer candles(Listing listing, Question question) {
        Duration resolution =
                RESOLUTIONS.get(Query.parameter(question.query(), "resolution").orElse(""));
        if (resolution == null) {
            return refused(-32_602, "Invalid params");
        }
        long step = resolution.toNanos() / 1_000;
        long newest = Math.min(question.now(), micros(question, "end_timestamp", question.now())) / step * step;
        long from = Math.max(listing.listed(), micros(question, "start_timestamp", 0));
        long oldest = Math.max(Math.ceilDiv(from, step) * step, newest - (MOST_CANDLES - 1) * step);
        List<SimulatedCandle> candles = LongStream.iterate(oldest, time -> time <= newest, time -> time + step)
                .mapToObj(time -> market.candle(listing, time, resolution))
                .toList();
        return result(
                question,
                "{\"volume\":" + column(candles, candle -> Printed.decimal(volume(listing, candle), 8)) + ",\"ticks\":"
                        + column(candles, candle -> Long.toString(Printed.millis(candle.openTime()))) + ",\"status\":\""
                        + (candles.isEmpty() ? "no_data" : "ok") + "\",\"open\":"
                        + column(candles, candle -> listing.price(candle.open())) + ",\"low\":"
                        + column(candles, candle -> listing.price(candle.low())) + ",\"high\":"
                        + column(candles, candle -> listing.price(candle.high())) + ",\"cost\":"
                        + column(candles, candle -> Printed.decimal(cost(listing, candle), 4)) + ",\"close\":"
                        + column(candles, candle -> listing.price(candle.close())) + '}');
    }

    private static String column(List<SimulatedCandle> candles, Function<SimulatedCandle, String> cell) {
        return candles.stream().map(cell).collect(Collectors.joining(",", "[", "]"));
    }

    /** In coins. */
    private static double volume(Listing listing, SimulatedCandle candle) {
        double amount = Double.parseDouble(listing.quantity(candle.lots()));
        double middle = Double.parseDouble(listing.price((candle.high() + candle.low()) / 2));
        return listing.instrument().isInverse() ? amount / middle : amount;
    }

    /** In the quote currency. */
    private static double cost(Listing listing, SimulatedCandle candle) {
        return listing.instrument().isInverse()
                ? Double.parseDouble(listing.quantity(candle.lots()))
                : candle.notional();
    }

    /** Hourly, and no more than a month. */
    private Answer payments(Listing listing, Question question) {
        long to = Math.min(question.now(), micros(question, "end_timestamp", question.now()));
        long from = Math.max(micros(question, "start_timestamp", 0), to - MOST_PAYMENTS * HOUR);
        return result(
                question,
                market.payments(listing, from, to + 1).stream()
                        .map(payment -> "{\"timestamp\":" + Printed.millis(payment.time())
                                + ",\"prev_index_price\":0.0,\"interest_8h\":"
                                + Printed.decimal(payment.rate() * 8 / payment.intervalHours(), 12)
                                + ",\"interest_1h\":" + Printed.decimal(payment.rate(), 12) + ",\"index_price\":0.0}")
                        .collect(Collectors.joining(",", "[", "]")));
    }

    /** As many as a page holds and one more, where there are so many. */
    private List<SimulatedTrade> oldest(Listing listing, long from, long to, int count) {
        List<SimulatedTrade> trades = new ArrayList<>();
        for (long time = from; time <= to && trades.size() <= count; time += HOUR) {
            trades.addAll(market.trades(listing, time, Math.min(time + HOUR, to + 1)));
        }
        return trades;
    }

    /** Ten unless more are asked for, the newest first unless asked otherwise. */
    private Answer trades(Listing listing, Question question) {
        int count = (int) Math.clamp(Query.number(question.query(), "count").orElse(10), 1, 1_000);
        boolean isAscending =
                Query.parameter(question.query(), "sorting").orElse("default").equals("asc");
        long to = Math.min(question.now(), micros(question, "end_timestamp", question.now()));
        long from = Math.max(question.now() - RECENT, micros(question, "start_timestamp", to - HOUR));
        List<SimulatedTrade> trades =
                isAscending ? oldest(listing, from, to, count) : market.trades(listing, from, to + 1);
        List<SimulatedTrade> wanted = isAscending ? trades : trades.reversed();
        return result(
                question,
                "{\"trades\":"
                        + wanted.stream()
                                .limit(count)
                                .map(trade -> frames.row(listing, trade))
                                .collect(Collectors.joining(",", "[", "]"))
                        + ",\"has_more\":" + (trades.size() > count) + '}');
    }
}
