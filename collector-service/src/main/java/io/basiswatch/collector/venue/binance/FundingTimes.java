package io.basiswatch.collector.venue.binance;

import io.basiswatch.collector.feed.FundingIntervals;
import java.time.Duration;
import java.util.Optional;

/**
 * When one perpetual pays funding: what was paid, and how long each rate ran, measured. Times are microseconds since the
 * epoch; the venue's have some milliseconds of jitter, so intervals are rounded to a minute.
 */
final class FundingTimes {
    private static final long MINUTE = 60_000_000;

    private final FundingIntervals running = new FundingIntervals();
    private long told;
    private long lastRow;
    private long lastAnswer;
    private Optional<Duration> lastStep = Optional.empty();

    /**
     * Notes a payment that an answer lists.
     *
     * @param answer the time at which the answer was received: rows of one answer follow one another without a hole
     * @return how long the rate ran that was paid, where the payment before stands in the same answer
     */
    Optional<Duration> paid(long fundingTime, long answer) {
        Optional<Duration> step = answer == lastAnswer ? between(lastRow, fundingTime) : Optional.empty();
        lastAnswer = answer;
        lastRow = fundingTime;
        lastStep = step;
        return step;
    }

    /** Whether a payment was not told yet; from now on it was. */
    boolean isNews(long fundingTime) {
        boolean news = fundingTime > told;
        told = Math.max(told, fundingTime);
        return news;
    }

    /**
     * Notes that the running rate is paid at {@code due}.
     *
     * @return how long it runs: as seen when the payment before passed, or since the last payment that is listed where the
     *     one before that was as far away
     */
    Optional<Duration> running(long due, long receivedTime) {
        Optional<Duration> seen = running.measure(due, receivedTime);
        if (seen.isPresent() || lastStep.isEmpty()) {
            return seen;
        }
        return between(lastRow, due).filter(lastStep.get()::equals);
    }

    private static Optional<Duration> between(long from, long to) {
        long minutes = (to - from + MINUTE / 2) / MINUTE;
        return minutes > 0 ? Optional.of(Duration.ofMinutes(minutes)) : Optional.empty();
    }
}
