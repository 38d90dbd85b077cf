package io.basiswatch.indicator.stream;

/**
 * Which of the collectors that do the same work wrote something: shards that differ by {@code +2} at the end of their name
 * alone are replicas of one another.
 *
 * @param family what they have in common, such as {@code okx/1of2}
 * @param number which of them, from 1 on
 */
record Replica(String family, int number) {
    static Replica of(String shard) {
        int plus = shard.lastIndexOf('+');
        if (plus > 0 && shard.substring(plus + 1).matches("[1-9]\\d{0,2}")) {
            return new Replica(shard.substring(0, plus), Integer.parseInt(shard.substring(plus + 1)));
        }
        return new Replica(shard, 1);
    }
}
