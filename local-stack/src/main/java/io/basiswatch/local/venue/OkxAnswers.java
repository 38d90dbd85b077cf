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
 * What OKX answers over REST. Pages hold the newest rows, newest first, between {@code before} and {@code after}, which are both
 * exclusive.
 */
final class OkxAnswers {
    private static final long MICROS_PER_MILLI = 1_000;
    private static final long MINUTE = 60_000_000;
    private static final Map<String, Duration> BARS = Map.of(
            "1m", Duration.ofMinutes(1),
            "5m", Duration.ofMinutes(5),
            "1H", Duration.ofHours(1),
            "1Dutc", Duration.ofDays(1));

    /** Payments and trades are kept for three months. */
    private static final long KEPT = Duration.ofDays(92).toNanos() / 1_000;

    private final SimulatedMarket market;
    private final OkxFrames frames;
    private final Circumstances circumstances;

    OkxAnswers(SimulatedMarket market, OkxFrames frames, Circumstances circumstances) {
        this.market = market;
        this.frames = frames;
        this.circumstances = circumstances;
    }

    /**
     * The times of rows that a page may hold.
     *
     * @param from the first one, inclusive, microseconds
     * @param to before this one
     */
    private record Page(long from, long to, int rows) {
        /** The newest times on a grid. */
        LongStream grid(long step) {
            long newest = Math.floorDiv(to - 1, step) * step;
            long oldest = Math.max(Math.ceilDiv(from, step) * step, newest - (rows - 1) * step);
            return LongStream.iterate(newest, time -> time >= oldest, time -> time - step);
        }
    }

    private static Page page(Question question, String lower, String upper, long oldest, int usual, int most) {
        OptionalLong before = Query.number(question.query(), lower);
        OptionalLong after = Query.number(question.query(), upper);
        long from = before.isPresent() ? (before.getAsLong() + 1) * MICROS_PER_MILLI : 0;
        long to = after.isPresent() ? after.getAsLong() * MICROS_PER_MILLI : Long.MAX_VALUE;
        int rows = (int) Math.clamp(Query.number(question.query(), "limit").orElse(usual), 1, most);
        return new Page(Math.max(from, oldest), Math.min(to, question.now() + 1), rows);
    }

    Answer answer(Question question) {
        String path = question.path();
        String word = path.substring(path.lastIndexOf('/') + 1);
        if (word.equals("instruments")) {
            return data(market.listings(OkxDialect.VENUE, question.now()).stream()
                    .filter(listing -> OkxNames.type(listing)
                            .equals(Query.parameter(question.query(), "instType")
                                    .orElse("")))
                    .map(this::terms));
        }
        if (word.equals("time")) {
            return data(Stream.of("{\"ts\":\"" + Printed.millis(circumstances.time(question.now())) + "\"}"));
        }
        String symbol = Query.parameter(question.query(), "instId").orElse("");
        Optional<Listing> listing = market.listings(OkxDialect.VENUE, question.now()).stream()
                .filter(one -> OkxNames.symbol(one).equals(symbol))
                .findFirst();
        if (listing.isEmpty()) {
            return error("51001", "Instrument ID, Instrument ID code, or Spread ID doesn't exist.");
        }
        return of(listing.get(), word, question);
    }

    private Answer of(Listing listing, String word, Question question) {
        return switch (word) {
            case "history-candles", "candles" -> candles(listing, question);
            case "history-trades", "trades" -> trades(listing, question);
            case "funding-rate-history" -> payments(listing, question);
            case "open-interest-history" -> interest(listing, question);
            case "long-short-account-ratio-contract",
                    "long-short-account-ratio-contract-top-trader",
                    "long-short-position-ratio-contract-top-trader" -> ratios(listing, question);
            default -> Answer.unknown("{\"code\":\"404\",\"msg\":\"Not Found\",\"data\":[]}");
        };
    }

    private static Answer error(String code, String message) {
        return Answer.of("{\"code\":\"" + code + "\",\"data\":[],\"msg\":\"" + message + "\"}");
    }

    private static Answer data(Stream<String> rows) {
        return Answer.of("{\"code\":\"0\",\"data\":[" + rows.collect(Collectors.joining(",")) + "],\"msg\":\"\"}");
    }

    private String terms(Listing listing) {
        boolean isSpot = listing.instrument().isSpot();
        boolean inverse = listing.instrument().isInverse();
        String pair = isSpot ? "" : OkxNames.pair(listing);
        String expiry = listing.instrument().contract() instanceof Contract.Future(var time)
                ? Long.toString(time.toEpochMilli())
                : "";
        return "{\"alias\":\"\",\"baseCcy\":\"" + (isSpot ? listing.instrument().base() : "")
                + "\",\"category\":\"1\",\"ctMult\":\"" + (isSpot ? "" : "1") + "\",\"ctType\":\""
                + (isSpot ? "" : inverse ? "inverse" : "linear") + "\",\"ctVal\":\""
                + (isSpot ? "" : Printed.decimal(listing.contractSize(), 8)) + "\",\"ctValCcy\":\""
                + (isSpot
                        ? ""
                        : inverse
                                ? listing.instrument().quote()
                                : listing.instrument().base())
                + "\",\"expTime\":\"" + expiry + "\",\"instFamily\":\"" + pair + "\",\"instId\":\""
                + OkxNames.symbol(listing) + "\",\"instType\":\"" + OkxNames.type(listing) + "\",\"lever\":\"10\","
                + "\"listTime\":\"" + Printed.millis(listing.listed()) + "\",\"lotSz\":\""
                + listing.lot().toPlainString()
                + "\",\"minSz\":\"" + listing.lot().toPlainString() + "\",\"quoteCcy\":\""
                + (isSpot ? listing.instrument().quote() : "") + "\",\"ruleType\":\"normal\",\"settleCcy\":\""
                + (isSpot ? "" : listing.instrument().settlement()) + "\",\"state\":\"live\",\"stk\":\"\",\"tickSz\":\""
                + listing.tick().toPlainString() + "\",\"uly\":\"" + pair + "\"}";
    }

    private Answer candles(Listing listing, Question question) {
        Duration bar = BARS.get(Query.parameter(question.query(), "bar").orElse("1m"));
        if (bar == null) {
            return error("51000", "Parameter bar error");
        }
        long step = bar.toNanos() / 1_000;
        return data(page(question, "before", "after", listing.listed(), 100, 300)
                .grid(step)
                .mapToObj(time -> candle(listing, market.candle(listing, time, bar), time + step <= question.now())));
    }

    /** The amount in "currency" is coins of contracts and the quote currency of pairs. */
    private static String candle(Listing listing, SimulatedCandle candle, boolean isClosed) {
        double amount = Double.parseDouble(listing.quantity(candle.lots()));
        double size = amount * listing.contractSize();
        boolean inverse = listing.instrument().isInverse();
        double middle = Double.parseDouble(listing.price((candle.high() + candle.low()) / 2));
        double quote = inverse ? size : candle.notional();
        double currency = listing.instrument().isSpot() ? quote : inverse ? size / middle : size;
        return "[\"" + Printed.millis(candle.openTime()) + "\",\"" + listing.price(candle.open()) + "\",\""
                + listing.price(candle.high()) + "\",\"" + listing.price(candle.low()) + "\",\""
                + listing.price(candle.close()) + "\",\"" + listing.quantity(candle.lots()) + "\",\""
                + Printed.decimal(currency, 8) + "\",\"" + Printed.decimal(quote, 8) + "\",\"" + (isClosed ? 1 : 0)
                + "\"]";
    }

    /** By id, or by time, where there is no lower bound. */
    private Answer trades(Listing listing, Question question) {
        int rows = (int) Math.clamp(Query.number(question.query(), "limit").orElse(100), 1, 100);
        OptionalLong after = Query.number(question.query(), "after");
        boolean isById = !Query.parameter(question.query(), "type").orElse("1").equals("2");
        long oldest = Math.max(listing.listed(), question.now() - KEPT);
        List<SimulatedTrade> trades = after.isPresent() && isById
                ? market.tradesById(
                        listing,
                        Math.max(0, after.getAsLong() - rows),
                        (int) Math.min(rows, after.getAsLong()),
                        question.now())
                : newest(
                        listing,
                        Math.min(question.now() + 1, after.orElse(Long.MAX_VALUE / 1_000) * MICROS_PER_MILLI),
                        oldest,
                        rows);
        return data(trades.reversed().stream()
                .filter(trade -> trade.time() >= oldest && trade.time() <= question.now())
                .map(trade -> frames.row(listing, trade, "")));
    }

    private List<SimulatedTrade> newest(Listing listing, long to, long oldest, int rows) {
        List<SimulatedTrade> trades = List.of();
        for (long span = MINUTE; trades.size() < rows && to - span / 2 > oldest; span *= 2) {
            trades = market.trades(listing, Math.max(oldest, to - span), to);
        }
        return trades.subList(Math.max(0, trades.size() - rows), trades.size());
    }

    private Answer payments(Listing listing, Question question) {
        Page page = page(question, "before", "after", question.now() - KEPT, 100, 400);
        return data(market.payments(listing, page.from, page.to).reversed().stream()
                .limit(page.rows)
                .map(payment -> {
                    String rate = Printed.decimal(payment.rate(), 16);
                    return "{\"formulaType\":\"withRate\",\"fundingRate\":\"" + rate + "\",\"fundingTime\":\""
                            + Printed.millis(payment.time()) + "\",\"instId\":\"" + OkxNames.symbol(listing)
                            + "\",\"instType\":\"SWAP\",\"method\":\"current_period\",\"realizedRate\":\"" + rate
                            + "\"}";
                }));
    }

    /** A row is stamped with the start of the period whose last figure it is. */
    private Answer interest(Listing listing, Question question) {
        Duration period =
                BARS.getOrDefault(Query.parameter(question.query(), "period").orElse("5m"), Duration.ofMinutes(5));
        long step = period.toNanos() / 1_000;
        Page page = page(question, "begin", "end", Math.max(listing.listed(), question.now() - 100 * step), 100, 100);
        return data(page.grid(step).mapToObj(time -> {
            Marks marks = market.marks(listing, Math.min(time + step, question.now()));
            double amount = Double.parseDouble(listing.quantity(marks.openInterest())) * listing.contractSize();
            boolean inverse = listing.instrument().isInverse();
            return "[\"" + Printed.millis(time) + "\",\"" + listing.quantity(marks.openInterest()) + "\",\""
                    + Printed.decimal(inverse ? amount / marks.mark() : amount, 8) + "\",\""
                    + Printed.decimal(inverse ? amount : amount * marks.mark(), 4) + "\"]";
        }));
    }

    private Answer ratios(Listing listing, Question question) {
        long step = 5 * MINUTE;
        Page page = page(question, "begin", "end", question.now() - 300 * step, 100, 100);
        return data(page.grid(step).mapToObj(time -> {
            double longs = market.longShare(listing, time);
            return "[\"" + Printed.millis(time) + "\",\"" + Printed.decimal(longs / (1 - longs), 4) + "\"]";
        }));
    }
}
