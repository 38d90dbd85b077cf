package io.basiswatch.local.market;

import io.basiswatch.model.Side;
import java.util.ArrayList;
import java.util.List;

/**
 * The trades of one listing: a fixed number of slots in each minute with one trade in each, so that ids follow each other and
 * tell their time; the quantities of a minute's trades add up to what the minute was given of its day.
 *
 * <p>Remembers a few minutes; not thread-safe.
 */
final class Tape {
    static final long SECOND = 1_000_000;
    static final long MINUTE = 60 * SECOND;
    private static final long MILLI = 1_000;

    /** 2020-01-01 in minutes: ids count from there. */
    private static final long FIRST_MINUTE = 26_297_280;

    /** A price that runs so far in five minutes liquidates positions. */
    private static final double RUN = 0.003;

    private static final double ROUNDING = 1e-3;

    private final Terms terms;
    private final Course course;
    private final Turnover turnover;
    private final long seed;
    private final double tick;
    private final Recent<List<SimulatedTrade>> minutes = new Recent<>(8);

    Tape(Terms terms, Course course, long seed) {
        this.terms = terms;
        this.course = course;
        this.seed = Hash.of(seed, 11);
        this.turnover = new Turnover(terms, course, Hash.of(seed, 12));
        this.tick = terms.listing().tick().doubleValue();
    }

    Terms terms() {
        return terms;
    }

    Turnover turnover() {
        return turnover;
    }

    /** The trades of the minute that has this number since the epoch. */
    List<SimulatedTrade> minute(long minute) {
        return minutes.get(minute, this::make);
    }

    private List<SimulatedTrade> make(long minute) {
        int slots = terms.slots();
        Side[] sides = new Side[slots];
        int bought = 0;
        for (int slot = 0; slot < slots; slot++) {
            sides[slot] = side(minute, slot);
            bought += sides[slot] == Side.BUY ? 1 : 0;
        }
        Turnover.Lots lots = turnover.minute(minute);
        long[] buys = Split.of(lots.bought() - bought, bought, Hash.of(seed, 1, minute), 0.9);
        long[] sells = Split.of(lots.sold() - (slots - bought), slots - bought, Hash.of(seed, 2, minute), 0.9);
        double run = course.log(minute * 60) - course.log(minute * 60 - 300);
        List<SimulatedTrade> trades = new ArrayList<>(slots);
        int buy = 0;
        int sell = 0;
        for (int slot = 0; slot < slots; slot++) {
            long time = time(minute, slot);
            Side side = sides[slot];
            long quantity = 1 + (side == Side.BUY ? buys[buy++] : sells[sell++]);
            long ticks = ticks(course.log(Math.floorDiv(time, SECOND)), side);
            trades.add(new SimulatedTrade(
                    id(minute, slot), time, ticks, quantity, side, isForced(minute, slot, side, run)));
        }
        return List.copyOf(trades);
    }

    long id(long minute, int slot) {
        return (minute - FIRST_MINUTE) * terms.slots() + slot + 1;
    }

    long minuteOf(long id) {
        return Math.floorDiv(id - 1, terms.slots()) + FIRST_MINUTE;
    }

    /** When a slot's trade happens, microseconds since the epoch. */
    long time(long minute, int slot) {
        long length = MINUTE / MILLI / terms.slots();
        long within = Math.floorMod(Hash.of(seed, 3, minute * terms.slots() + slot), length);
        return minute * MINUTE + (slot * length + within) * MILLI;
    }

    /** Of the first two slots one is a purchase and one a sale, so that a minute has both. */
    Side side(long minute, int slot) {
        if (slot == 1) {
            return side(minute, 0).opposite();
        }
        return Hash.of(seed, 4, minute * terms.slots() + slot) < 0 ? Side.BUY : Side.SELL;
    }

    /** The price at which a taker of that side trades. */
    long ticks(double log, Side side) {
        long bid = (long) (Math.exp(log) / tick);
        return side == Side.BUY ? bid + terms.spread() : bid;
    }

    /** Positions are liquidated by orders that go where the price runs. */
    private boolean isForced(long minute, int slot, Side side, double run) {
        boolean with = side == (run > 0 ? Side.BUY : Side.SELL);
        double chance = !with || terms.listing().instrument().isSpot() ? 0 : Math.abs(run) > RUN ? 0.05 : 0.002;
        return Hash.unit(Hash.of(seed, 5, minute * terms.slots() + slot)) < chance;
    }

    /** Finds the highest or the lowest price of trades. */
    Course.Sought prices(boolean above) {
        return new Course.Sought() {
            @Override
            public boolean above() {
                return above;
            }

            @Override
            public long of(long second, double log) {
                return outermost(second, log, above);
            }

            @Override
            public double beyond(long found) {
                return Math.log((above ? found - terms.spread() - ROUNDING : found + ROUNDING) * tick);
            }
        };
    }

    private long outermost(long second, double log, boolean above) {
        long minute = Math.floorDiv(second, 60);
        int within = (int) (second - minute * 60);
        int first = within * terms.slots() / 60;
        int last = Math.max(first + 1, (within + 1) * terms.slots() / 60);
        long found = Course.Sought.NONE;
        for (int slot = first; slot < last; slot++) {
            if (Math.floorDiv(time(minute, slot), SECOND) == second) {
                long ticks = ticks(log, side(minute, slot));
                found = found == Course.Sought.NONE || (above ? ticks > found : ticks < found) ? ticks : found;
            }
        }
        return found;
    }
}
