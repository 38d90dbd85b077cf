package io.basiswatch.local.trial;

import io.basiswatch.model.EventBatch;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.GapFilled;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Trade;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What a reader of the log takes while collectors come, go and die: which trades, by the numbers that the venue gave them
 * without a hole, how long nothing was quoted, and which gaps were told.
 */
final class ScaleLedger {
    private final Fence fence = new Fence();
    private final Spacing spacing = new Spacing();
    private final Map<Instrument, TreeSet<Long>> numbers = new HashMap<>();
    private long repeated;
    private long gaps;
    private long filled;

    /**
     * What is known by now.
     *
     * @param trades how many were taken
     * @param missing how many numbers between the first and the last of an instrument were not
     * @param repeated how many were written twice, so that readers know them again by their number
     * @param fenced events that readers drop because a newer owner has written
     * @param gaps that were told, with those of the beginning
     * @param filled spans of trades that were asked for afterwards
     * @param silence the longest time without a quote since it was asked last
     */
    record Reading(
            long trades,
            long missing,
            long repeated,
            long fenced,
            long gaps,
            long filled,
            Optional<Spacing.Silence> silence) {}

    /** Takes a batch as readers do. */
    synchronized void take(EventBatch batch) {
        if (fence.lets(batch)) {
            batch.events().forEach(this::take);
        }
    }

    private void take(MarketEvent event) {
        switch (event) {
            case Trade trade -> {
                long number = Long.parseLong(trade.tradeId());
                boolean isNew = numbers.computeIfAbsent(trade.instrument(), key -> new TreeSet<>())
                        .add(number);
                repeated += isNew ? 0 : 1;
            }
            case FeedGap gap -> gaps++;
            case GapFilled whole -> filled++;
            case Quote quote -> spacing.take(quote);
            default -> {}
        }
    }

    /** How it stands; a new phase begins. */
    synchronized Reading read() {
        long trades = 0;
        long missing = 0;
        for (TreeSet<Long> seen : numbers.values()) {
            trades += seen.size();
            missing += seen.last() - seen.first() + 1 - seen.size();
        }
        return new Reading(trades, missing, repeated, fence.dropped(), gaps, filled, spacing.longest());
    }

    /** How many instruments are quoted. */
    int instruments() {
        return spacing.instruments();
    }
}
