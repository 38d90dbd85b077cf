package io.basiswatch.collector.history;

import io.basiswatch.collector.feed.RestAnswer;
import io.basiswatch.collector.feed.RestInTime;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** The REST side of Binance's linear market: two perpetuals with a past, oldest rows first, pages as the venue cuts them. */
final class BinanceOfThePast {
    static final long SECOND = 1_000;
    static final long MINUTE = 60 * SECOND;
    static final long HOUR = 60 * MINUTE;
    static final long DAY = 24 * HOUR;

    private final LongSupplier nowMillis;

    BinanceOfThePast(LongSupplier nowMillis) {
        this.nowMillis = nowMillis;
    }

    RestAnswer answer(String url) {
        if (url.contains("/exchangeInfo")) {
            return RestInTime.ok("{\"symbols\":[" + listed("BTC") + "," + listed("ETH") + "]}");
        }
        if (url.contains("/klines")) {
            long step = url.contains("interval=1d") ? DAY : url.contains("interval=1h") ? HOUR : MINUTE;
            return RestInTime.ok(rows(url, step, 0, open -> candle(open, step)));
        }
        if (url.contains("/fundingRate") && url.contains("startTime")) {
            return RestInTime.ok(rows(url, 8 * HOUR, 2, time -> payment(parameter(url, "symbol"), time)));
        }
        if (url.contains("/openInterestHist")) {
            boolean tooOld = Long.parseLong(parameter(url, "startTime")) < nowMillis.getAsLong() - 30 * DAY;
            return tooOld
                    ? RestInTime.refusal(400)
                    : RestInTime.ok(rows(url, HOUR, 0, time -> openInterest(parameter(url, "symbol"), time)));
        }
        return RestInTime.ok("[]");
    }

    private static String listed(String base) {
        return "{\"symbol\":\"" + base + "USDT\",\"status\":\"TRADING\",\"contractType\":\"PERPETUAL\",\"baseAsset\":\""
                + base + "\",\"quoteAsset\":\"USDT\",\"marginAsset\":\"USDT\",\"onboardDate\":1569398400000}";
    }

    /** The rows of the range that has been asked for: the oldest ones, where there are more than the limit. */
    private String rows(String url, long step, long jitter, java.util.function.LongFunction<String> row) {
        long from = Long.parseLong(parameter(url, "startTime"));
        long to = Math.min(Long.parseLong(parameter(url, "endTime")), nowMillis.getAsLong());
        long first = Math.ceilDiv(from - jitter, step) * step;
        return LongStream.iterate(first, time -> time + jitter <= to, time -> time + step)
                .limit(Long.parseLong(parameter(url, "limit")))
                .mapToObj(time -> row.apply(time + jitter))
                .collect(Collectors.joining(",", "[", "]"));
    }

    static String parameter(String url, String name) {
        Matcher value = Pattern.compile("[?&]" + name + "=([^&]+)").matcher(url);
        if (!value.find()) {
            throw new IllegalArgumentException("no " + name + " in " + url);
        }
        return value.group(1);
    }

    private static String candle(long open, long step) {
        return "[" + open + ",\"100.0\",\"101.0\",\"99.0\",\"100.5\",\"12.0\"," + (open + step - 1)
                + ",\"1200.0\",7,\"5.0\",\"500.0\",\"0\"]";
    }

    private static String payment(String symbol, long time) {
        return "{\"symbol\":\"" + symbol + "\",\"fundingTime\":" + time + ",\"fundingRate\":\"0.0001\"}";
    }

    private static String openInterest(String symbol, long time) {
        return "{\"symbol\":\"" + symbol
                + "\",\"sumOpenInterest\":\"1000.0\",\"sumOpenInterestValue\":\"100000.0\",\"timestamp\":" + time + "}";
    }
}
