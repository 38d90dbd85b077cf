package io.basiswatch.collector.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The book does what the plainest possible book does: two sorted maps. */
class OrderBookAgainstTreeTest {
    private static final int MESSAGES = 3_000;

    private final NavigableMap<Double, Double> bids = new TreeMap<>(Comparator.reverseOrder());
    private final NavigableMap<Double, Double> asks = new TreeMap<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void equalsTwoSortedMapsAfterAnyChanges(long seed) {
        // Given
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        int depth = seed % 2 == 0 ? Integer.MAX_VALUE : 20 + (int) seed * 30;
        OrderBook book = new OrderBook(depth == Integer.MAX_VALUE ? Reach.WHOLE : Reach.window(depth));
        BookUpdate update = new BookUpdate();

        for (int message = 0; message < MESSAGES; message++) {
            // When
            boolean snapshot = message == 0 || random.nextInt(700) == 0;
            fill(update, snapshot, random);
            if (snapshot) {
                book.replace(update);
            } else {
                book.apply(update);
            }
            trim(bids, depth);
            trim(asks, depth);

            // Then
            assertSame(book.bids(), bids);
            assertSame(book.asks(), asks);
        }
        assertThat(bids.size() + asks.size()).isGreaterThan(20);
        assertAveragePrices(book.asks(), random);
    }

    /** Mostly near the top, sometimes anywhere; in a snapshot some rows come twice and in no order. */
    private void fill(BookUpdate update, boolean snapshot, RandomGenerator random) {
        if (snapshot) {
            update.snapshot(0, 1);
            bids.clear();
            asks.clear();
        } else {
            update.delta(0, 1, 1, 1);
        }
        int rows = snapshot ? random.nextInt(400) : random.nextInt(12);
        for (int row = 0; row < rows; row++) {
            int distance = random.nextInt(4) == 0 ? random.nextInt(1, 2_000) : random.nextInt(1, 40);
            double quantity = random.nextInt(3) == 0 ? 0 : random.nextInt(1, 1_000) / 100.0;
            if (random.nextBoolean()) {
                double price = (100_000 - distance) / 100.0;
                update.bid(price, quantity);
                set(bids, price, quantity);
            } else {
                double price = (100_000 + distance) / 100.0;
                update.ask(price, quantity);
                set(asks, price, quantity);
            }
        }
    }

    private static void set(Map<Double, Double> side, double price, double quantity) {
        if (quantity == 0) {
            side.remove(price);
        } else {
            side.put(price, quantity);
        }
    }

    private static void trim(NavigableMap<Double, Double> side, int depth) {
        while (side.size() > depth) {
            side.pollLastEntry();
        }
    }

    private static void assertSame(BookSide side, NavigableMap<Double, Double> reference) {
        assertThat(side.size()).isEqualTo(reference.size());
        int rank = 0;
        for (Map.Entry<Double, Double> level : reference.entrySet()) {
            if (side.price(rank) != level.getKey() || side.quantity(rank) != level.getValue()) {
                assertThat(List.of(side.price(rank), side.quantity(rank)))
                        .as("rank %d", rank)
                        .isEqualTo(List.of(level.getKey(), level.getValue()));
            }
            rank++;
        }
    }

    private void assertAveragePrices(BookSide side, RandomGenerator random) {
        double all = side.notionalTo(Double.MAX_VALUE).orElse(0);
        for (int i = 0; i < 100; i++) {
            double notional = random.nextDouble(0.01, 1.2) * Math.max(all, 1_000);
            OptionalDouble expected = average(asks, notional);
            OptionalDouble actual = side.averagePrice(notional);
            if (actual.isPresent()) {
                assertThat(actual.getAsDouble()).isCloseTo(expected.orElseThrow(), within(1e-9));
            } else {
                assertThat(expected.isEmpty() || all == 0 || notional > all).isTrue();
            }
        }
    }

    private static OptionalDouble average(NavigableMap<Double, Double> side, double notional) {
        double left = notional;
        double base = 0;
        for (Map.Entry<Double, Double> level : side.entrySet()) {
            double take = Math.min(left, level.getKey() * level.getValue());
            base += take / level.getKey();
            left -= take;
            if (left <= 0) {
                return OptionalDouble.of(notional / base);
            }
        }
        return OptionalDouble.empty();
    }
}
