package io.basiswatch.local.venue;

import io.basiswatch.local.market.Listing;
import io.basiswatch.local.market.Marks;
import io.basiswatch.local.market.Payment;
import io.basiswatch.local.market.SimulatedCandle;
import io.basiswatch.local.market.SimulatedMarket;
import io.basiswatch.local.market.SimulatedTrade;
import io.basiswatch.model.Side;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** What Binance tells of the past: candles, trades, paid funding, open interest and traders' positions. */
final class BinanceHistory {
    private static final long MICROS_PER_MILLI = 1_000;
    private static final int MOST_ROWS = 1_000;
    private static final int MOST_FIGURES = 500;
    private static final int USUAL_FIGURES = 30;
    /** COIN-M refuses candles of a longer span. */
    private static final long LONGEST = TimeUnit.DAYS.toMicros(200);
    /** Figures about traders are kept for so long. */
    private static final long KEPT = TimeUnit.DAYS.toMicros(30);

    private static final Map<String, Duration> INTERVALS = Map.of(
            "1m", Duration.ofMinutes(1),
            "1h", Duration.ofHours(1),
            "1d", Duration.ofDays(1));
    private static final Map<String, Duration> PERIODS = Map.of(
            "5m", Duration.ofMinutes(5),
            "15m", Duration.ofMinutes(15),
            "30m", Duration.ofMinutes(30),
            "1h", Duration.ofHours(1),
            "4h", Duration.ofHours(4),
            "1d", Duration.ofDays(1));

    private final BinanceMarket market;
    private final SimulatedMarket simulated;
    private final Circumstances circumstances;

    BinanceHistory(BinanceMarket market, SimulatedMarket simulated, Circumstances circumstances) {
        this.market = market;
        this.simulated = simulated;
        this.circumstances = circumstances;
    }

    Answer answer(Listing listing, String symbol, String word, Question question) {
        return switch (word) {
            case "klines" -> candles(listing, question);
            case "fundingRate" -> funding(listing, symbol, question);
            case "trades", "historicalTrades" -> trades(listing, question, false);
            case "aggTrades" -> trades(listing, question, true);
            case "openInterestHist",
                    "globalLongShortAccountRatio",
                    "topLongShortAccountRatio",
                    "topLongShortPositionRatio" -> figures(listing, symbol, word, question);
            default -> Answer.unknown("{\"code\":-5000,\"msg\":\"Path " + question.path() + " is not found.\"}");
        };
    }

    private static OptionalLong micros(Question question, String name) {
        OptionalLong millis = Query.number(question.query(), name);
        return millis.isPresent() ? OptionalLong.of(millis.getAsLong() * MICROS_PER_MILLI) : millis;
    }

    private static int rows(Question question, int usual, int most) {
        return (int) Math.clamp(Query.number(question.query(), "limit").orElse(usual), 1, most);
    }

    /** The first of a grid of times that a page begins with: from the start on, or so that it ends with the newest. */
    private static long first(Question question, long step, int rows, long end) {
        OptionalLong start = micros(question, "startTime");
        return start.isPresent() ? Math.ceilDiv(start.getAsLong(), step) * step : end - (rows - 1) * step;
    }

    /** Twelve columns; the last candle still runs. */
    private Answer candles(Listing listing, Question question) {
        Duration interval =
                INTERVALS.get(Query.parameter(question.query(), "interval").orElse(""));
        if (interval == null) {
            return BinanceAnswers.refused(-1120, "Invalid interval.");
        }
        long step = TimeUnit.SECONDS.toMicros(interval.toSeconds());
        long end = Math.min(question.now(), micros(question, "endTime").orElse(question.now()));
        long from = micros(question, "startTime").orElse(end);
        if (market == BinanceMarket.COIN_M && end - from > LONGEST) {
            return BinanceAnswers.refused(-4088, "Maximum time interval is 200 days.");
        }
        int rows = rows(question, 500, market == BinanceMarket.SPOT ? MOST_ROWS : 1_500);
        long last = Math.floorDiv(end, step) * step;
        long listed = Math.floorDiv(listing.listed(), step) * step;
        List<String> candles = new ArrayList<>();
        for (long open = Math.max(listed, first(question, step, rows, last));
                open <= last && candles.size() < rows;
                open += step) {
            candles.add(row(listing, simulated.candle(listing, open, interval), step, question.now()));
        }
        return Answer.of(Printed.array(candles));
    }

    /** Of COIN-M volumes are contracts, and what was paid for them is the base currency. */
    private String row(Listing listing, SimulatedCandle candle, long step, long now) {
        double done = Math.min(1, (now - candle.openTime()) / (double) step);
        boolean inverse = market == BinanceMarket.COIN_M;
        double price =
                inverse ? (candle.high() + candle.low()) / 2.0 * listing.tick().doubleValue() : 1;
        return "[" + Printed.millis(candle.openTime()) + ",\"" + listing.price(candle.open()) + "\",\""
                + listing.price(candle.high()) + "\",\"" + listing.price(candle.low()) + "\",\""
                + listing.price(candle.close()) + "\",\"" + listing.quantity(part(candle.lots(), done)) + "\","
                + (Printed.millis(candle.openTime() + step) - 1) + ",\""
                + Printed.decimal(candle.notional() * done / price, 8) + "\"," + (int) (candle.trades() * done) + ",\""
                + listing.quantity(part(candle.takerBuyLots(), done)) + "\",\""
                + Printed.decimal(candle.takerBuyNotional() * done / price, 8) + "\",\"0\"]";
    }

    private static long part(long lots, double done) {
        return done == 1 ? lots : (long) (lots * done);
    }

    /** Oldest first, from the start on; without one the newest. */
    private Answer funding(Listing listing, String symbol, Question question) {
        int rows = rows(question, 100, MOST_ROWS);
        long end = Math.min(question.now(), micros(question, "endTime").orElse(question.now()));
        OptionalLong start = micros(question, "startTime");
        List<Payment> payments = simulated.payments(
                listing, start.orElse(Math.max(listing.listed(), end - TimeUnit.DAYS.toMicros(400))), end + 1);
        int many = Math.min(rows, payments.size());
        List<Payment> page = start.isPresent()
                ? payments.subList(0, many)
                : payments.subList(payments.size() - many, payments.size());
        return Answer.of(Printed.array(page.stream()
                .map(payment -> "{\"symbol\":\"" + symbol + "\",\"fundingRate\":\""
                        + Printed.decimal(payment.rate(), 8) + "\",\"fundingTime\":" + Printed.millis(payment.time())
                        + ",\"markPrice\":\""
                        + Printed.decimal(
                                simulated.marks(listing, payment.time()).mark(), 8)
                        + "\"}")
                .toList()));
    }

    /** By the first id, by the start, or the newest. An aggregate here is always of one trade. */
    private Answer trades(Listing listing, Question question, boolean aggregates) {
        int rows = rows(question, 500, MOST_ROWS);
        OptionalLong id = Query.number(question.query(), "fromId");
        OptionalLong start = micros(question, "startTime");
        long end = Math.min(question.now(), micros(question, "endTime").orElse(question.now()));
        List<SimulatedTrade> trades;
        if (id.isPresent()) {
            trades = simulated.tradesById(listing, id.getAsLong(), rows, question.now());
        } else if (start.isPresent()) {
            trades = simulated.trades(listing, start.getAsLong(), end + 1);
            trades = trades.subList(0, Math.min(rows, trades.size()));
        } else {
            trades = newest(listing, rows, end);
        }
        return Answer.of(Printed.array(trades.stream()
                .map(trade -> aggregates ? aggregate(listing, trade) : trade(listing, trade))
                .toList()));
    }

    private List<SimulatedTrade> newest(Listing listing, int rows, long end) {
        List<SimulatedTrade> trades = List.of();
        for (long minutes = 2; trades.size() < rows && minutes < 10_000; minutes *= 4) {
            trades = simulated.trades(listing, end - TimeUnit.MINUTES.toMicros(minutes), end + 1);
        }
        return trades.subList(Math.max(0, trades.size() - rows), trades.size());
    }

    private String trade(Listing listing, SimulatedTrade trade) {
        double units = listing.lot().doubleValue() * trade.lots();
        double price = listing.tick().doubleValue() * trade.ticks();
        String paid = market == BinanceMarket.COIN_M
                ? "\"baseQty\":\"" + Printed.decimal(units * listing.contractSize() / price, 8)
                : "\"quoteQty\":\"" + Printed.decimal(units * price, 8);
        return "{\"id\":" + trade.id() + ",\"price\":\"" + listing.price(trade.ticks()) + "\",\"qty\":\""
                + listing.quantity(trade.lots()) + "\"," + paid + "\",\"time\":"
                + Printed.millis(circumstances.time(trade.time())) + ",\"isBuyerMaker\":"
                + (trade.aggressor() == Side.SELL) + (market == BinanceMarket.SPOT ? ",\"isBestMatch\":true}" : "}");
    }

    private String aggregate(Listing listing, SimulatedTrade trade) {
        return "{\"a\":" + trade.id() + ",\"p\":\"" + listing.price(trade.ticks()) + "\",\"q\":\""
                + listing.quantity(trade.lots()) + "\",\"f\":" + trade.id() + ",\"l\":" + trade.id() + ",\"T\":"
                + Printed.millis(circumstances.time(trade.time())) + ",\"m\":" + (trade.aggressor() == Side.SELL) + '}';
    }

    private Answer figures(Listing listing, String symbol, String word, Question question) {
        Duration period =
                PERIODS.get(Query.parameter(question.query(), "period").orElse(""));
        if (period == null) {
            return BinanceAnswers.refused(-1102, "Mandatory parameter 'period' was not sent, was empty or malformed.");
        }
        if (micros(question, "startTime").orElse(question.now()) < question.now() - KEPT) {
            return BinanceAnswers.refused(-1130, "parameter 'startTime' is invalid.");
        }
        long step = TimeUnit.SECONDS.toMicros(period.toSeconds());
        int rows = rows(question, USUAL_FIGURES, MOST_FIGURES);
        long end = Math.min(question.now(), micros(question, "endTime").orElse(question.now()));
        long last = Math.floorDiv(end, step) * step;
        long oldest = Math.max(listing.listed(), question.now() - KEPT);
        List<String> figures = new ArrayList<>();
        for (long time = first(question, step, rows, last); time <= last && figures.size() < rows; time += step) {
            if (time >= oldest) {
                figures.add(
                        word.equals("openInterestHist") ? open(listing, symbol, time) : share(listing, symbol, time));
            }
        }
        return Answer.of(Printed.array(figures));
    }

    /** USD-M tells coins and dollars, COIN-M contracts and coins. */
    private String open(Listing listing, String symbol, long time) {
        Marks marks = simulated.marks(listing, time);
        double units = marks.openInterest() * listing.lot().doubleValue();
        boolean inverse = market == BinanceMarket.COIN_M;
        double value = inverse ? units * listing.contractSize() / marks.mark() : units * marks.mark();
        String whose = inverse
                ? "{\"pair\":\"" + BinanceNames.pair(listing) + "\",\"contractType\":\"PERPETUAL\""
                : "{\"symbol\":\"" + symbol + '"';
        return whose + ",\"sumOpenInterest\":\"" + Printed.decimal(units, 8) + "\",\"sumOpenInterestValue\":\""
                + Printed.decimal(value, 8) + "\",\"timestamp\":" + Printed.millis(time) + '}';
    }

    private String share(Listing listing, String symbol, long time) {
        double share = simulated.longShare(listing, time);
        return "{\"symbol\":\"" + symbol + "\",\"longShortRatio\":\"" + Printed.decimal(share / (1 - share), 4)
                + "\",\"longAccount\":\"" + Printed.decimal(share, 4) + "\",\"shortAccount\":\""
                + Printed.decimal(1 - share, 4) + "\",\"timestamp\":" + Printed.millis(time) + '}';
    }
}
