package io.basiswatch.collector.venue.deribit;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** A market that never was, told as Deribit tells it: a book of BTC-PERPETUAL around 30,000 whose changes a seed decides. */
final class DeribitMarket {
    private final RandomGenerator random;
    private final NavigableMap<Double, Double> bids = new TreeMap<>();
    private final NavigableMap<Double, Double> asks = new TreeMap<>();
    private long id = 31_479_596_557L;

    DeribitMarket(long seed) {
        random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int i = 0; i < 2_000; i++) {
            change();
        }
    }

    /** The next change as a message. */
    String change() {
        long before = id;
        id += 1 + random.nextInt(1_000);
        List<String> bidRows = new ArrayList<>();
        List<String> askRows = new ArrayList<>();
        for (int row = random.nextInt(4); row >= 0; row--) {
            boolean isBid = random.nextBoolean();
            double distance = 0.5 * (1 + random.nextInt(1_400));
            (isBid ? bidRows : askRows).add(isBid ? row(bids, 30_000 - distance) : row(asks, 30_000 + distance));
        }
        return message("change", "\"prev_change_id\":" + before + ',', bidRows, askRows);
    }

    private String row(NavigableMap<Double, Double> side, double price) {
        if (side.containsKey(price) && random.nextInt(3) == 0) {
            side.remove(price);
            return "[\"delete\"," + price + ",0.0]";
        }
        double amount = 10.0 * (1 + random.nextInt(100_000));
        return "[\"" + (side.put(price, amount) == null ? "new" : "change") + "\"," + price + ',' + amount + ']';
    }

    /** The whole book of now as a message. */
    String snapshot() {
        return message("snapshot", "", rows(bids), rows(asks));
    }

    private static List<String> rows(NavigableMap<Double, Double> side) {
        return side.entrySet().stream()
                .map(level -> "[\"new\"," + level.getKey() + ',' + level.getValue() + ']')
                .toList();
    }

    private String message(String type, String previous, List<String> bidRows, List<String> askRows) {
        return "{\"jsonrpc\":\"2.0\",\"method\":\"subscription\",\"params\":{\"channel\":\"book.BTC-PERPETUAL.100ms\","
                + "\"data\":{\"type\":\"" + type + "\",\"timestamp\":1622627433440," + previous
                + "\"instrument_name\":\"BTC-PERPETUAL\",\"change_id\":" + id + ",\"bids\":["
                + String.join(",", bidRows)
                + "],\"asks\":[" + String.join(",", askRows) + "]}}}";
    }

    /** The dollars that rest on the bid within {@code percent} of mid. */
    double bidDollarsWithin(double percent) {
        double mid = (bids.lastKey() + asks.firstKey()) / 2;
        return bids.tailMap(mid - mid * percent / 100, true).values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }
}
