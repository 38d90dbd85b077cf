package io.basiswatch.local.venue;

import io.basiswatch.collector.capture.CapturedLine;
import io.basiswatch.collector.feed.Frame;
import io.basiswatch.local.capture.MergedCaptures;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The price that a capture went through, second by second, as it comes round again in a replay without end. So simulated venues
 * can agree with those that are played.
 */
final class CapturedPrice {
    private static final long SECOND = 1_000_000;
    /** The quotes of Binance's spot market. */
    private static final Pattern QUOTE =
            Pattern.compile("ethusdt@bookTicker\".*\"b\":\"([0-9.]+)\".*\"a\":\"([0-9.]+)\"");
    /** Between two passes, as {@link Loop} has it. */
    private static final long PAUSE = 100_000;

    private final TreeMap<Long, Double> prices;
    private final long start;
    private final long length;
    private final long wallStart;

    private CapturedPrice(TreeMap<Long, Double> prices, long start, long length, long wallStart) {
        this.prices = prices;
        this.start = start;
        this.length = length;
        this.wallStart = wallStart;
    }

    /**
     * @param recorded whose captures hold the quotes
     * @param wallStart when the first pass begins
     * @return empty where there are none
     */
    static Optional<CapturedPrice> of(Recorded recorded, long wallStart) {
        TreeMap<Long, Double> prices = new TreeMap<>();
        try (MergedCaptures lines = MergedCaptures.open(recorded.captures())) {
            while (lines.hasNext()) {
                if (lines.next().line() instanceof CapturedLine.Received(Frame frame)
                        && frame.source() == Frame.Source.WEBSOCKET) {
                    long second = Math.floorDiv(frame.receivedTime(), SECOND);
                    if (!prices.containsKey(second)) {
                        price(frame).ifPresent(price -> prices.put(second, price));
                    }
                }
            }
        }
        long from = recorded.survey().start();
        long length = recorded.survey().end() - from + PAUSE;
        return prices.isEmpty() ? Optional.empty() : Optional.of(new CapturedPrice(prices, from, length, wallStart));
    }

    private static Optional<Double> price(Frame frame) {
        Matcher quote = QUOTE.matcher(new String(frame.payload(), StandardCharsets.UTF_8));
        return quote.find()
                ? Optional.of((Double.parseDouble(quote.group(1)) + Double.parseDouble(quote.group(2))) / 2)
                : Optional.empty();
    }

    /** The price at {@code time}, microseconds since the epoch. */
    double at(long time) {
        long second = Math.floorDiv(start + Math.floorMod(time - wallStart, length), SECOND);
        Map.Entry<Long, Double> known = prices.floorEntry(second);
        return known == null ? prices.firstEntry().getValue() : known.getValue();
    }
}
