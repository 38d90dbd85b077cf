package io.basiswatch.local.market;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What assets cost in dollars, and stablecoins too: the same for all venues. Each asset goes through a fixed price at a fixed
 * time, so that its years end where they should.
 */
final class Prices {
    private static final Map<String, Double> PER_YEAR = Map.of("BTC", 0.5, "ETH", 0.65);
    private static final double OTHERS_PER_YEAR = 0.8;

    private final long seed;
    private final Map<String, Anchor> anchors = new HashMap<>();
    private final Map<String, Part> parts = new HashMap<>();

    /**
     * A price that is known.
     *
     * @param second when, seconds since the epoch
     * @param price in dollars
     * @param since the price from then on, where it comes from elsewhere
     */
    record Anchor(long second, double price, Optional<Followed.Course> since) {}

    /** A logarithm, as a level and what goes up and down about it. */
    record Part(double level, Wave wave) {
        double log(long second) {
            return level + wave.at(second);
        }
    }

    Prices(long seed, Map<String, Anchor> anchors) {
        this.seed = seed;
        this.anchors.putAll(anchors);
    }

    Part of(String currency) {
        return parts.computeIfAbsent(currency, this::make);
    }

    /** About what {@code currency} costs in dollars nowadays. */
    double usual(String currency) {
        return currency.startsWith("USD") ? 1 : anchor(currency).price;
    }

    private Anchor anchor(String asset) {
        return anchors.getOrDefault(asset, new Anchor(0, 100, Optional.empty()));
    }

    private Part make(String currency) {
        long own = Hash.of(seed, Hash.of(currency));
        if (currency.equals("USD")) {
            return new Part(0, Lines.constant(0));
        }
        if (currency.startsWith("USD")) {
            return new Part(0, Swings.about0(own, 16, 0.0003, 0.0001));
        }
        Swings swings = Swings.ofAsset(own, PER_YEAR.getOrDefault(currency, OTHERS_PER_YEAR));
        Anchor anchor = anchor(currency);
        double level = Math.log(anchor.price) - swings.at(anchor.second);
        return anchor.since
                .map(course ->
                        new Part(level, new Followed(swings, anchor.second, second -> course.at(second) - level)))
                .orElse(new Part(level, swings));
    }

    /** The logarithm of the price of {@code base} in {@code quote}. */
    double log(String base, String quote, long second) {
        return of(base).log(second) - of(quote).log(second);
    }

    /** That price with what else the listing's price is made of. */
    Course course(String base, String quote, List<Wave> others) {
        List<Wave> waves = new ArrayList<>(others);
        waves.add(of(base).wave);
        if (!quote.equals("USD")) {
            waves.add(new Opposite(of(quote).wave));
        }
        return new Course(of(base).level - of(quote).level, List.copyOf(waves));
    }

    /** The other way up. */
    private record Opposite(Wave wave) implements Wave {
        @Override
        public double at(long second) {
            return -wave.at(second);
        }

        @Override
        public double displacement(int level, long start) {
            return -wave.displacement(level, start);
        }

        @Override
        public double rest(int level, long start) {
            return wave.rest(level, start);
        }
    }
}
