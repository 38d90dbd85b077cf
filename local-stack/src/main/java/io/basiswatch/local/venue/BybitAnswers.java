package io.basiswatch.local.venue;

import io.basiswatch.local.market.Listing;
import io.basiswatch.local.market.Marks;
import io.basiswatch.local.market.SimulatedCandle;
import io.basiswatch.local.market.SimulatedMarket;
import io.basiswatch.local.market.SimulatedTrade;
import io.basiswatch.model.Contract;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What Bybit answers over REST. Pages hold the newest rows of a range, newest first; both bounds are inclusive, in
 * milliseconds. The candle that still runs is among them.
 */
final class BybitAnswers {
    private static final long MICROS_PER_MILLI = 1_000;
    private static final long MINUTE = 60_000_000;
    private static final Map<String, Duration> INTERVALS =
            Map.of("1", Duration.ofMinutes(1), "60", Duration.ofHours(1), "D", Duration.ofDays(1));
    private static final Map<String, Duration> PERIODS = Map.of(
            "5min", Duration.ofMinutes(5),
            "1h", Duration.ofHours(1),
            "1d", Duration.ofDays(1));

    private final SimulatedMarket market;
    private final Circumstances circumstances;

    BybitAnswers(SimulatedMarket market, Circumstances circumstances) {
        this.market = market;
        this.circumstances = circumstances;
    }

    Answer answer(Question question) {
        String category = Query.parameter(question.query(), "category").orElse("");
        List<Listing> listings = market.listings(BybitDialect.VENUE, question.now()).stream()
                .filter(listing -> BybitNames.category(listing).equals(category))
                .toList();
        if (listings.isEmpty()) {
            return refused(question, "params error: Category is invalid");
        }
        if (question.path().endsWith("/market/instruments-info")) {
            return rows(question, category, "", listings.stream().map(BybitAnswers::terms));
        }
        String symbol = Query.parameter(question.query(), "symbol").orElse("");
        Optional<Listing> listing = listings.stream()
                .filter(one -> BybitNames.symbol(one).equals(symbol))
                .findFirst();
        return listing.isEmpty()
                ? refused(question, "Not supported symbols")
                : of(listing.get(), category, symbol, question);
    }

    private Answer of(Listing listing, String category, String symbol, Question question) {
        String path = question.path();
        return switch (path.substring(path.indexOf("/market/") + "/market/".length())) {
            case "kline" -> candles(listing, category, symbol, question);
            case "recent-trade" -> trades(listing, category, question);
            case "funding/history" -> payments(listing, category, question);
            case "open-interest" -> interest(listing, category, symbol, question);
            case "account-ratio" -> accounts(listing, category, question);
            default -> Answer.unknown("404 page not found");
        };
    }

    private Answer refused(Question question, String message) {
        return Answer.of("{\"retCode\":10001,\"retMsg\":\"" + message + "\",\"result\":{},\"retExtInfo\":{},\"time\":"
                + time(question) + '}');
    }

    private long time(Question question) {
        return Printed.millis(circumstances.time(question.now()));
    }

    private Answer rows(Question question, String category, String symbol, Stream<String> rows) {
        String of = symbol.isEmpty() ? "" : "\"symbol\":\"" + symbol + "\",";
        return Answer.of("{\"retCode\":0,\"retMsg\":\"OK\",\"result\":{" + of + "\"category\":\"" + category
                + "\",\"list\":[" + rows.collect(Collectors.joining(","))
                + "],\"nextPageCursor\":\"\"},\"retExtInfo\":{},"
                + "\"time\":" + time(question) + '}');
    }

    private static String terms(Listing listing) {
        String names = "{\"symbol\":\"" + BybitNames.symbol(listing) + "\",\"status\":\"Trading\",\"baseCoin\":\""
                + listing.instrument().base() + "\",\"quoteCoin\":\""
                + listing.instrument().quote() + '"';
        String filters = ",\"priceFilter\":{\"tickSize\":\"" + listing.tick().toPlainString()
                + "\"},\"lotSizeFilter\":{\"basePrecision\":\"" + listing.lot().toPlainString()
                + "\",\"qtyStep\":\"" + listing.lot().toPlainString() + "\"}}";
        if (listing.instrument().isSpot()) {
            return names + ",\"innovation\":\"0\",\"marginTrading\":\"utaOnly\"" + filters;
        }
        boolean isDated = listing.instrument().contract() instanceof Contract.Future;
        String delivery = listing.instrument().contract() instanceof Contract.Future(var expiry)
                ? Long.toString(expiry.toEpochMilli())
                : "0";
        return names + ",\"contractType\":\"" + (listing.instrument().isInverse() ? "Inverse" : "Linear")
                + (isDated ? "Futures" : "Perpetual") + "\",\"launchTime\":\"" + Printed.millis(listing.listed())
                + "\",\"deliveryTime\":\"" + delivery + "\",\"deliveryFeeRate\":\"\",\"settleCoin\":\""
                + listing.instrument().settlement() + "\",\"unifiedMarginTrade\":true" + filters;
    }

    /** The newest times of a grid between two bounds, newest first. */
    private static LongStream grid(
            Question question, String lower, String upper, long oldest, long step, int usual, int most) {
        long from = Math.max(oldest, micros(question, lower).orElse(0));
        long to = Math.min(question.now(), micros(question, upper).orElse(Long.MAX_VALUE));
        long newest = Math.floorDiv(to, step) * step;
        long first = Math.max(Math.ceilDiv(from, step) * step, newest - (limit(question, usual, most) - 1) * step);
        return LongStream.iterate(newest, time -> time >= first, time -> time - step);
    }

    private static OptionalLong micros(Question question, String name) {
        OptionalLong millis = Query.number(question.query(), name);
        return millis.isPresent() ? OptionalLong.of(millis.getAsLong() * MICROS_PER_MILLI) : millis;
    }

    private static int limit(Question question, int usual, int most) {
        return (int) Math.clamp(Query.number(question.query(), "limit").orElse(usual), 1, most);
    }

    private Answer candles(Listing listing, String category, String symbol, Question question) {
        Duration interval =
                INTERVALS.get(Query.parameter(question.query(), "interval").orElse(""));
        if (interval == null) {
            return refused(question, "Invalid period!");
        }
        long step = interval.toNanos() / 1_000;
        return rows(
                question,
                category,
                symbol,
                grid(question, "start", "end", listing.listed(), step, 200, 1_000)
                        .mapToObj(time -> candle(listing, market.candle(listing, time, interval))));
    }

    /** Volume and turnover are coins and quote currency, but dollars and coins of inverse contracts. */
    private static String candle(Listing listing, SimulatedCandle candle) {
        double amount = Double.parseDouble(listing.quantity(candle.lots()));
        double middle = Double.parseDouble(listing.price((candle.high() + candle.low()) / 2));
        double turnover = listing.instrument().isInverse() ? amount / middle : candle.notional();
        return "[\"" + Printed.millis(candle.openTime()) + "\",\"" + listing.price(candle.open()) + "\",\""
                + listing.price(candle.high()) + "\",\"" + listing.price(candle.low()) + "\",\""
                + listing.price(candle.close()) + "\",\"" + listing.quantity(candle.lots()) + "\",\""
                + Printed.decimal(turnover, 8) + "\"]";
    }

    /** The newest, whenever one asks. */
    private Answer trades(Listing listing, String category, Question question) {
        int rows = listing.instrument().isSpot() ? limit(question, 60, 60) : limit(question, 500, 1_000);
        List<SimulatedTrade> trades = List.of();
        for (long span = MINUTE; trades.size() < rows && span < 1_000 * MINUTE; span *= 2) {
            trades = market.trades(listing, question.now() - span, question.now() + 1);
        }
        return rows(
                question,
                category,
                "",
                trades.reversed().stream()
                        .limit(rows)
                        .map(trade -> "{\"execId\":\"" + BybitFrames.id(listing, trade) + "\",\"symbol\":\""
                                + BybitNames.symbol(listing) + "\",\"price\":\"" + listing.price(trade.ticks())
                                + "\",\"size\":\"" + listing.quantity(trade.lots()) + "\",\"side\":\""
                                + BybitFrames.side(trade.aggressor()) + "\",\"time\":\""
                                + Printed.millis(circumstances.time(trade.time()))
                                + "\",\"isBlockTrade\":false,\"isRPITrade\":false,\"seq\":\"" + trade.id() + "\"}"));
    }

    /** A start without an end is refused. */
    private Answer payments(Listing listing, String category, Question question) {
        OptionalLong from = micros(question, "startTime");
        OptionalLong to = micros(question, "endTime");
        if (from.isPresent() && to.isEmpty()) {
            return refused(question, "The endTime is required when startTime is sent");
        }
        long end = Math.min(question.now(), to.orElse(question.now()));
        long start = from.orElse(end - Duration.ofDays(200).toNanos() / 1_000);
        return rows(
                question,
                category,
                "",
                market.payments(listing, start, end + 1).reversed().stream()
                        .limit(limit(question, 200, 200))
                        .map(payment -> "{\"symbol\":\"" + BybitNames.symbol(listing) + "\",\"fundingRate\":\""
                                + Printed.decimal(payment.rate(), 8) + "\",\"fundingRateTimestamp\":\""
                                + Printed.millis(payment.time()) + "\"}"));
    }

    /** Both sides. */
    private Answer interest(Listing listing, String category, String symbol, Question question) {
        Duration period =
                PERIODS.get(Query.parameter(question.query(), "intervalTime").orElse(""));
        if (period == null) {
            return refused(question, "params error: intervalTime is invalid");
        }
        long step = period.toNanos() / 1_000;
        return rows(
                question,
                category,
                symbol,
                grid(question, "startTime", "endTime", listing.listed(), step, 50, 200)
                        .mapToObj(time -> {
                            Marks marks = market.marks(listing, time);
                            return "{\"openInterest\":\"" + listing.quantity(2 * marks.openInterest())
                                    + "\",\"timestamp\":\"" + Printed.millis(time) + "\"}";
                        }));
    }

    private Answer accounts(Listing listing, String category, Question question) {
        Duration period =
                PERIODS.get(Query.parameter(question.query(), "period").orElse(""));
        if (period == null) {
            return refused(question, "params error: period is invalid");
        }
        long step = period.toNanos() / 1_000;
        return rows(
                question,
                category,
                "",
                grid(question, "startTime", "endTime", listing.listed(), step, 50, 500)
                        .mapToObj(time -> {
                            double longs = market.longShare(listing, time);
                            return "{\"symbol\":\"" + BybitNames.symbol(listing) + "\",\"buyRatio\":\""
                                    + Printed.decimal(longs, 4) + "\",\"sellRatio\":\"" + Printed.decimal(1 - longs, 4)
                                    + "\",\"timestamp\":\"" + Printed.millis(time) + "\"}";
                        }));
    }
}
