package io.basiswatch.model;

/**
 * Which part of the collection wrote something, and in which turn: a shard is run by one collector at a time, and each time
 * it is taken over its epoch grows. What carries a lower epoch than was seen before is of a collector that has lost the
 * shard and does not know it yet, and is dropped by readers.
 *
 * <p>Names: {@code binance-usdm} is a whole venue, {@code binance-usdm/1of4} the first of four slices of its assets. What stands
 * behind a {@code +} tells replicas of the same feed apart: {@code binance-usdm+2} reads what {@code binance-usdm} reads, on
 * another collector, with epochs of its own.
 *
 * @param name of the shard; empty for what no shard wrote, such as an import
 * @param epoch the turn, growing; 0 where there are no turns
 * @param simulated whether the venue behind it is a simulation; every value that it leads to says so
 */
public record Shard(String name, long epoch, boolean simulated) {
    /** What is written by no shard: imports, tools. */
    public static final Shard NONE = new Shard("", 0, false);

    public Shard {
        Checks.notNegative("epoch", epoch);
        if (name.isEmpty() && epoch != 0) {
            throw new IllegalArgumentException("an epoch of no shard: " + epoch);
        }
    }

    public boolean isNone() {
        return name.isEmpty();
    }

    /** What it reads, without the number of the replica: replicas of one feed have this in common. */
    public String feed() {
        int plus = name.indexOf('+');
        return plus < 0 ? name : name.substring(0, plus);
    }
}
