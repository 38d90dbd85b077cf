package io.basiswatch.collector.venue.hyperliquid;

import io.basiswatch.collector.feed.Past;
import io.basiswatch.collector.feed.VenueSettings;
import io.basiswatch.model.InstrumentListed;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the info address tells of the past: the last 5,000 candles of each interval, and all funding that was paid, 500
 * payments at a time, the oldest of a range first. Times are milliseconds, both bounds inclusive. Trades are not among it:
 * the last few come with each subscription. Nor is open interest.
 */
final class HyperliquidPast {
    private static final int CANDLES = 5_000;
    private static final int PAYMENTS = 500;

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    /** The venue opened in 2023 and has forgotten no payment since. */
    private static final Duration ALL = Duration.ofDays(10 * 365);

    private static final int BASE_WEIGHT = 20;
    private static final int CANDLES_PER_WEIGHT = 60;
    private static final int PAYMENTS_PER_WEIGHT = 20;

    /** Rows of a question that says no end: a day or two of payments. */
    private static final long FEW_ROWS = 40;

    private static final Pattern RANGE =
            Pattern.compile("(?:\"interval\":\"1([mhd])\",)?\"startTime\":(\\d{1,14}),\"endTime\":(\\d{1,14})");

    private final String info;

    HyperliquidPast(VenueSettings settings) {
        this.info = settings.restUrl() + "/info#";
    }

    List<Past> of(InstrumentListed listing) {
        return Stream.of(
                        candles(listing, Past.Kind.MINUTES, "1m", MINUTE),
                        candles(listing, Past.Kind.HOURS, "1h", HOUR),
                        candles(listing, Past.Kind.DAYS, "1d", DAY),
                        payments(listing))
                .toList();
    }

    private Past candles(InstrumentListed listing, Past.Kind kind, String interval, Duration step) {
        String question = "{\"type\":\"" + HyperliquidCandles.QUESTION + "\",\"req\":{\"coin\":\"" + listing.symbol()
                + "\",\"interval\":\"" + interval + "\",";
        return new Past(
                listing.instrument(),
                kind,
                step,
                CANDLES,
                Past.Holds.OLDEST,
                step.multipliedBy(CANDLES),
                (from, to, edge) -> info + question + range(from, to) + "}}");
    }

    private Past payments(InstrumentListed listing) {
        String question = "{\"type\":\"fundingHistory\",\"coin\":\"" + listing.symbol() + "\",";
        return new Past(
                listing.instrument(),
                Past.Kind.FUNDING,
                HOUR,
                PAYMENTS,
                Past.Holds.OLDEST,
                ALL,
                (from, to, edge) -> info + question + range(from, to) + '}');
    }

    private static String range(long from, long to) {
        return "\"startTime\":" + Math.ceilDiv(from, 1_000) + ",\"endTime\":" + (Math.ceilDiv(to, 1_000) - 1);
    }

    /** What a question about the past costs: 20, and 1 for each 60 candles or 20 payments of the answer. */
    static int weight(String question) {
        Matcher range = RANGE.matcher(question);
        if (!range.find()) {
            return BASE_WEIGHT + (int) Math.ceilDiv(FEW_ROWS, PAYMENTS_PER_WEIGHT);
        }
        long millis = Math.max(0, Long.parseLong(range.group(3)) - Long.parseLong(range.group(2)));
        boolean areCandles = range.group(1) != null;
        long rows = millis / (areCandles ? millisOf(range.group(1)) : HOUR.toMillis()) + 1;
        return BASE_WEIGHT
                + (int)
                        (areCandles
                                ? Math.ceilDiv(Math.min(CANDLES, rows), CANDLES_PER_WEIGHT)
                                : Math.ceilDiv(Math.min(PAYMENTS, rows), PAYMENTS_PER_WEIGHT));
    }

    private static long millisOf(String unit) {
        return switch (unit) {
            case "h" -> HOUR.toMillis();
            case "d" -> DAY.toMillis();
            default -> MINUTE.toMillis();
        };
    }
}
