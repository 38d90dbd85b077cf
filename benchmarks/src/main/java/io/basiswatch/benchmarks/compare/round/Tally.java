package io.basiswatch.benchmarks.compare.round;

/**
 * What a contender made of the frames of one pass: nobody is fast because it does nothing.
 *
 * @param trades trades given out
 * @param quotes quotes of best bid and ask given out
 * @param books changes and snapshots that were put on a book
 * @param others whatever else was given out
 * @param refused frames that failed
 */
public record Tally(long trades, long quotes, long books, long others, long refused) {}
