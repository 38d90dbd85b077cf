package io.basiswatch.local.market;

import java.util.ArrayList;
import java.util.List;

/**
 * The book of one listing: the best prices, which are those that takers trade at, and behind them levels on a grid that grows
 * coarser with the distance. What rests on a level changes now and then, at steps of its own, so that few change at a time.
 *
 * <p>Remembers a few books; not thread-safe.
 */
final class Ladder {
    /** The grid, in units of about 1/10,000 of the price: up to so far it has every so manieth level. */
    private static final int[][] ZONES = {{1, 40}, {5, 300}, {25, 1_000}};

    private static final int LONGEST = 1_000;

    private final Terms terms;
    private final Course course;
    private final long seed;
    private final double tick;
    /** The distance of the finest levels, in ticks. */
    private final long grid;
    /** About what rests on a level, in lots. */
    private final double usual;

    private final Recent<SimulatedBook> books = new Recent<>(4);

    Ladder(Terms terms, Course course, long seed) {
        this.terms = terms;
        this.course = course;
        this.seed = Hash.of(seed, 21);
        this.tick = terms.listing().tick().doubleValue();
        this.grid = Math.max(1, Math.round(terms.usualPrice() / tick / 10_000));
        this.usual = Math.max(2, terms.dailyDollars() / 4_000 / terms.lotDollars(terms.usualPrice()));
    }

    SimulatedBook at(long step) {
        return books.get(step, this::make);
    }

    private SimulatedBook make(long step) {
        long state = step - Math.floorMod(step, terms.bookEvery());
        long second = Math.floorDiv(state * SimulatedMarket.STEP, Tape.SECOND);
        long bid = (long) (course.price(second) / tick);
        return new SimulatedBook(
                step,
                state * SimulatedMarket.STEP,
                side(bid, -1, state / terms.bookEvery()),
                side(bid + terms.spread(), 1, state / terms.bookEvery()));
    }

    private List<SimulatedBook.Level> side(long best, int away, long state) {
        List<SimulatedBook.Level> levels = new ArrayList<>(160);
        levels.add(new SimulatedBook.Level(best, lots(Hash.of(seed, away, state), 1)));
        long last = best;
        for (int[] zone : ZONES) {
            long width = zone[0] * grid;
            long price = away > 0
                    ? Math.floorDiv(last, width) * width + width
                    : -Math.floorDiv(-last, width) * width - width;
            long end = Math.max(0, best + away * zone[1] * grid);
            for (; away > 0 ? price < end : price > end; price += away * width) {
                levels.add(new SimulatedBook.Level(price, resting(price, state)));
                last = price;
            }
        }
        return levels;
    }

    /** Depends on the price and not on the distance, so that a level stays as it is while the best prices move. */
    private long resting(long price, long state) {
        long level = Hash.of(seed, price);
        int period = 8 + Math.floorMod((int) (level >>> 33), LONGEST);
        long number = Math.floorDiv(state + (level & 0xFFFF), period);
        return lots(Hash.of(level, number), price % (25 * grid) == 0 ? 6 : price % (5 * grid) == 0 ? 3 : 1);
    }

    private long lots(long hash, double size) {
        return 1 + (long) (usual * size * (0.2 + 1.6 * Hash.unit(hash)));
    }
}
