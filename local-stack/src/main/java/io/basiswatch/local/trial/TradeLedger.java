package io.basiswatch.local.trial;

import io.basiswatch.model.FeedGap;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Trade;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The trades that came out of the log, held against those that the venues made public.
 *
 * <p>Each trade that was said must be in the log exactly once, or lie in a gap that was told. A span that was told to be
 * filled must be whole.
 */
final class TradeLedger {
    private final Map<Instrument, Map<SaidTrade.Sameness, Integer>> had = new HashMap<>();
    private final Map<Instrument, Set<String>> ids = new HashMap<>();
    private final List<String> repeated = new ArrayList<>();
    private long live;
    private long backfilled;

    /**
     * What the comparison has shown.
     *
     * @param said trades that venues made public
     * @param live that came by stream
     * @param backfilled that were asked for afterwards
     * @param marked that are missing within a gap that was told
     * @param unseen that a venue left out of a stream for a while too short to notice, where nothing that it says counts trades:
     *     no client can know
     * @param lost that are missing although nobody said so; each an error
     * @param repeated that came twice; each an error
     * @param invented that nobody made; each an error
     */
    record Balance(
            long said,
            long live,
            long backfilled,
            long marked,
            long unseen,
            List<String> lost,
            List<String> repeated,
            List<String> invented) {
        boolean isRight() {
            return lost.isEmpty() && repeated.isEmpty() && invented.isEmpty();
        }
    }

    /** A trade of the log, as readers see it. */
    void take(Trade trade) {
        if (!ids.computeIfAbsent(trade.instrument(), key -> new HashSet<>()).add(trade.tradeId())) {
            repeated.add(trade.instrument() + " " + trade.tradeId());
            return;
        }
        had.computeIfAbsent(trade.instrument(), key -> new HashMap<>())
                .merge(SaidTrade.sameness(trade), 1, Integer::sum);
        if (trade.stamp().origin() == Origin.BACKFILL) {
            backfilled++;
        } else {
            live++;
        }
    }

    /**
     * Strikes the balance.
     *
     * @param said what the venues made public from {@code from} on
     * @param from the start of what is compared, by the venues' time: what is older is not held against anybody
     * @param to the end of it: what is newer may still be under way
     * @param slack by how much a venue's time and ours may differ at the edges of a gap
     * @param isUncounted whether a venue left a trade out, and has nothing that shows it
     */
    Balance balance(
            List<SaidTrade> said, GapLedger gaps, long from, long to, long slack, Predicate<SaidTrade> isUncounted) {
        Map<Instrument, Map<SaidTrade.Sameness, Integer>> left = copy();
        List<String> lost = new ArrayList<>();
        long marked = 0;
        long unseen = 0;
        for (SaidTrade trade : said) {
            if (strike(left, trade) || trade.time() >= to) {
                continue;
            }
            boolean excused = gaps.isMarked(trade.instrument(), FeedGap.Scope.TRADES, trade.time(), slack)
                    && !gaps.isFilled(trade.instrument(), FeedGap.Scope.TRADES, trade.time());
            if (excused) {
                marked++;
            } else if (isUncounted.test(trade)) {
                unseen++;
            } else {
                boolean filled = gaps.isFilled(trade.instrument(), FeedGap.Scope.TRADES, trade.time());
                lost.add(trade.instrument() + " at " + trade.time() + " price " + trade.price()
                        + (filled ? ", told to be filled" : ", within no gap"));
            }
        }
        return new Balance(
                said.size(), live, backfilled, marked, unseen, lost, List.copyOf(repeated), invented(left, from));
    }

    private static boolean strike(Map<Instrument, Map<SaidTrade.Sameness, Integer>> left, SaidTrade trade) {
        Map<SaidTrade.Sameness, Integer> trades = left.computeIfAbsent(trade.instrument(), none -> new HashMap<>());
        SaidTrade.Sameness sameness = trade.sameness();
        return strike(trades, sameness) || strike(trades, sameness.cut());
    }

    private static boolean strike(Map<SaidTrade.Sameness, Integer> trades, SaidTrade.Sameness sameness) {
        boolean isThere = trades.containsKey(sameness);
        trades.computeIfPresent(sameness, (key, count) -> count == 1 ? null : count - 1);
        return isThere;
    }

    private Map<Instrument, Map<SaidTrade.Sameness, Integer>> copy() {
        Map<Instrument, Map<SaidTrade.Sameness, Integer>> copy = new HashMap<>();
        had.forEach((instrument, trades) -> copy.put(instrument, new HashMap<>(trades)));
        return copy;
    }

    private static List<String> invented(Map<Instrument, Map<SaidTrade.Sameness, Integer>> left, long from) {
        List<String> invented = new ArrayList<>();
        left.forEach((instrument, trades) -> trades.keySet().stream()
                // A time that was cut to its second may seem to be of before.
                .filter(trade -> trade.millis() * 1_000 >= from + 1_000_000)
                .forEach(trade -> invented.add(instrument + " " + trade)));
        return invented;
    }
}
