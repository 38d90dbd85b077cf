package io.basiswatch.collector.venue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * A market that moves at random, as a venue tells of it: the best levels of each side, and change after change what is new
 * in them. What falls out of them because a better level came is not told.
 */
public final class RandomBook {
    private static final int LEVELS = 30;

    private final RandomGenerator random;
    private final int depth;
    private final TreeMap<BigDecimal, BigDecimal> bids = new TreeMap<>(Comparator.reverseOrder());
    private final TreeMap<BigDecimal, BigDecimal> asks = new TreeMap<>();

    /** Price and quantity of a level; quantity 0 where it is gone. */
    public record Level(BigDecimal price, BigDecimal quantity) {}

    /** Rows of a message, best first. */
    public record Rows(List<Level> bids, List<Level> asks) {}

    /**
     * A market of 30 levels on each side.
     *
     * @param depth how many of them the venue tells of
     */
    public RandomBook(long seed, int depth) {
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        this.depth = depth;
        for (int level = 0; level < LEVELS; level++) {
            bids.put(price(9_999 - level), quantity());
            asks.put(price(10_001 + level), quantity());
        }
    }

    private static BigDecimal price(int ticks) {
        return BigDecimal.valueOf(ticks * 10L, 2);
    }

    private BigDecimal quantity() {
        return BigDecimal.valueOf(1 + random.nextInt(9_999), 4);
    }

    /** The whole of what is told. */
    public Rows book() {
        return new Rows(rows(top(bids)), rows(top(asks)));
    }

    private Map<BigDecimal, BigDecimal> top(TreeMap<BigDecimal, BigDecimal> side) {
        Map<BigDecimal, BigDecimal> top = new TreeMap<>(side.comparator());
        for (Map.Entry<BigDecimal, BigDecimal> level : side.entrySet()) {
            if (top.size() < depth) {
                top.put(level.getKey(), level.getValue());
            }
        }
        return top;
    }

    private static List<Level> rows(Map<BigDecimal, BigDecimal> side) {
        return side.entrySet().stream()
                .map(level -> new Level(level.getKey(), level.getValue()))
                .toList();
    }

    /** Moves on; what a message says of it, which may be nothing. */
    public Rows move() {
        return new Rows(move(bids, -1, random.nextInt(3)), move(asks, 1, random.nextInt(3)));
    }

    /** Moves on by one level; what a message says of it. */
    public Rows moveOne() {
        while (true) {
            boolean bid = random.nextBoolean();
            List<Level> level = bid ? move(bids, -1, 1) : move(asks, 1, 1);
            if (level.size() == 1) {
                return new Rows(bid ? level : List.of(), bid ? List.of() : level);
            }
        }
    }

    private List<Level> move(TreeMap<BigDecimal, BigDecimal> side, int away, int changes) {
        Map<BigDecimal, BigDecimal> before = new HashMap<>(top(side));
        for (int i = 0; i < changes; i++) {
            BigDecimal price = price(10_000 + away * (1 + random.nextInt(2 * LEVELS)));
            if (random.nextInt(3) == 0 && side.size() > LEVELS / 2) {
                side.remove(price);
            } else {
                side.put(price, quantity());
            }
        }
        return news(before, side);
    }

    private List<Level> news(Map<BigDecimal, BigDecimal> before, TreeMap<BigDecimal, BigDecimal> side) {
        Map<BigDecimal, BigDecimal> after = top(side);
        List<Level> news = new ArrayList<>();
        after.forEach((price, quantity) -> {
            if (!quantity.equals(before.get(price))) {
                news.add(new Level(price, quantity));
            }
        });
        before.keySet().stream()
                .filter(price -> !side.containsKey(price))
                .forEach(price -> news.add(new Level(price, new BigDecimal("0.0000"))));
        return news;
    }
}
