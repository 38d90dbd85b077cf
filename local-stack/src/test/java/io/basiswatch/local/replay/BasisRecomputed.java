package io.basiswatch.local.replay;

import io.basiswatch.local.Captures;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The futures-spot basis worked out again from the raw lines of the shipped captures, by its definition and by nothing
 * of ours: on whole seconds of receive time, from the last uncrossed quote of each side received at or before them; a
 * minute is the mean of its seconds.
 */
final class BasisRecomputed {
    private static final Pattern QUOTE = Pattern.compile("^(\\d+)"
            + " \\{\"stream\":\"ethusdt@bookTicker\".*\"b\":\"([0-9.]+)\",\"B\":\"[0-9.]+\",\"a\":\"([0-9.]+)\".*");
    private static final long SECOND = 1_000_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long OLDEST = 60 * SECOND;

    private BasisRecomputed() {}

    /** Minute (milliseconds) to the mean of its seconds, in percent. */
    static Map<Long, Double> minutes() {
        NavigableMap<Long, Double> perpetual = mids("binance-usdm");
        NavigableMap<Long, Double> spot = mids("binance-spot");
        Map<Long, Double> sums = new TreeMap<>();
        Map<Long, Integer> counts = new TreeMap<>();
        long last = Math.max(perpetual.lastKey(), spot.lastKey());
        for (long second = perpetual.firstKey() / SECOND * SECOND; second <= last; second += SECOND) {
            Optional<Double> future = at(perpetual, second);
            Optional<Double> reference = at(spot, second);
            if (future.isPresent() && reference.isPresent()) {
                long minute = second / MINUTE * MINUTE / 1_000;
                sums.merge(minute, (future.get() - reference.get()) / reference.get() * 100, Double::sum);
                counts.merge(minute, 1, Integer::sum);
            }
        }
        sums.replaceAll((minute, sum) -> sum / counts.get(minute));
        return sums;
    }

    private static Optional<Double> at(NavigableMap<Long, Double> mids, long second) {
        return Optional.ofNullable(mids.floorEntry(second))
                .filter(entry -> second - entry.getKey() <= OLDEST)
                .map(Map.Entry::getValue);
    }

    private static NavigableMap<Long, Double> mids(String venue) {
        NavigableMap<Long, Double> mids = new TreeMap<>();
        for (String line : Captures.lines(Captures.shipped(venue))) {
            Matcher quote = QUOTE.matcher(line);
            if (quote.matches()) {
                double bid = Double.parseDouble(quote.group(2));
                double ask = Double.parseDouble(quote.group(3));
                if (bid < ask) {
                    mids.put(Long.parseLong(quote.group(1)) / 1_000, (bid + ask) / 2);
                }
            }
        }
        return mids;
    }
}
