package io.basiswatch.collector.venue.bitmex;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** A market that never was, told as BitMEX tells it: a book of XBTUSD around 30,000 whose changes a seed decides. */
final class BitmexMarket {
    private static final long FIRST_ID = 8_800_000_000L;

    private final RandomGenerator random;
    private final NavigableMap<Double, Long> bids = new TreeMap<>();
    private final NavigableMap<Double, Long> asks = new TreeMap<>();
    private Instant time = Instant.parse("2022-06-04T23:34:52.603Z");

    BitmexMarket(long seed) {
        random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int i = 0; i < 4_000; i++) {
            change();
        }
    }

    /** The next change as a message. */
    String change() {
        time = time.plusMillis(7);
        boolean isBid = random.nextBoolean();
        NavigableMap<Double, Long> side = isBid ? bids : asks;
        double price = 30_000 + (isBid ? -0.5 : 0.5) * (1 + random.nextInt(1_400));
        if (side.containsKey(price) && random.nextInt(4) == 0) {
            side.remove(price);
            return message("delete", List.of(row(isBid, price, "")));
        }
        boolean isNew = side.put(price, size()) == null;
        String size = ",\"size\":" + side.get(price) + (isNew ? ",\"price\":" + price : "");
        return message(isNew ? "insert" : "update", List.of(row(isBid, price, size)));
    }

    private long size() {
        return 100L * (1 + random.nextInt(100_000));
    }

    private String row(boolean isBid, double price, String rest) {
        return "{\"symbol\":\"XBTUSD\",\"id\":" + (FIRST_ID - Math.round(price * 100)) + ",\"side\":\""
                + (isBid ? "Buy" : "Sell") + '"' + rest + ",\"timestamp\":\"" + time + "\"}";
    }

    /** The whole book of now as a message. */
    String partial() {
        List<String> rows = new ArrayList<>();
        asks.forEach((price, size) -> rows.add(row(false, price, ",\"size\":" + size + ",\"price\":" + price)));
        bids.forEach((price, size) -> rows.add(row(true, price, ",\"size\":" + size + ",\"price\":" + price)));
        return message("partial", rows);
    }

    static String message(String action, List<String> rows) {
        return "{\"table\":\"orderBookL2\",\"action\":\"" + action + "\",\"data\":[" + String.join(",", rows) + "]}";
    }

    /** The dollars that rest on the ask within {@code percent} of mid. */
    double askDollarsWithin(double percent) {
        double mid = (bids.lastKey() + asks.firstKey()) / 2;
        return asks.headMap(mid + mid * percent / 100, true).values().stream()
                .mapToDouble(Long::doubleValue)
                .sum();
    }
}
