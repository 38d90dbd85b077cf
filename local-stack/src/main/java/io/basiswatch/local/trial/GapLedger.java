package io.basiswatch.local.trial;

import io.basiswatch.model.FeedGap;
import io.basiswatch.model.GapFilled;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Trade;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The gaps that were told, and those that were filled afterwards: which spans of a stream nobody may take for whole.
 *
 * <p>A gap in trades is open until the stream brings a trade: nothing says how long what was told of it will last, readers mark
 * their minutes until then, and what is asked for meanwhile ends where it was asked.
 *
 * <p>Times are microseconds since the epoch.
 */
final class GapLedger {
    private final Map<Key, List<Span>> gaps = new HashMap<>();
    private final Map<Key, List<Span>> filled = new HashMap<>();

    /** Since when nothing is known of the trades of an instrument, where the stream has brought none since. */
    private final Map<Instrument, Long> open = new HashMap<>();

    private record Key(Instrument instrument, FeedGap.Scope scope) {}

    /** From when to when; both by our receive time for gaps, by the venue's for what was filled. */
    private record Span(long from, long to) {
        boolean holds(long time, long slack) {
            return time >= from - slack && time <= to + slack;
        }
    }

    void take(InstrumentEvent event) {
        switch (event) {
            case FeedGap gap -> {
                spans(gaps, gap.instrument(), gap.scope()).add(new Span(gap.from(), gap.receivedTime()));
                if (gap.scope() == FeedGap.Scope.TRADES || gap.scope() == FeedGap.Scope.ALL) {
                    open.putIfAbsent(gap.instrument(), gap.from());
                }
            }
            case Trade trade when trade.stamp().origin() == Origin.LIVE -> open.remove(trade.instrument());
            case GapFilled whole ->
                spans(filled, whole.instrument(), whole.scope()).add(new Span(whole.from(), whole.to()));
            default -> {}
        }
    }

    private static List<Span> spans(Map<Key, List<Span>> of, Instrument instrument, FeedGap.Scope scope) {
        return of.computeIfAbsent(new Key(instrument, scope), key -> new ArrayList<>());
    }

    /**
     * Whether it was told that nobody knows {@code scope} of {@code instrument} at {@code time}.
     *
     * @param slack by how much the venue's time and ours may differ
     */
    boolean isMarked(Instrument instrument, FeedGap.Scope scope, long time, long slack) {
        boolean isOpen =
                scope == FeedGap.Scope.TRADES && open.containsKey(instrument) && time >= open.get(instrument) - slack;
        return isOpen
                || holds(gaps, instrument, scope, time, slack)
                || holds(gaps, instrument, FeedGap.Scope.ALL, time, slack);
    }

    /** Whether it was told that everything of that time is known after all. */
    boolean isFilled(Instrument instrument, FeedGap.Scope scope, long time) {
        return holds(filled, instrument, scope, time, 0);
    }

    private static boolean holds(
            Map<Key, List<Span>> spans, Instrument instrument, FeedGap.Scope scope, long time, long slack) {
        return spans.getOrDefault(new Key(instrument, scope), List.of()).stream()
                .anyMatch(span -> span.holds(time, slack));
    }

    /** When the first gap of {@code scope} or of all that reaches into the time since {@code since} was told. */
    OptionalLong toldSince(Instrument instrument, FeedGap.Scope scope, long since) {
        return List.of(scope, FeedGap.Scope.ALL).stream()
                .flatMap(one -> gaps.getOrDefault(new Key(instrument, one), List.of()).stream())
                .mapToLong(Span::to)
                .filter(told -> told >= since)
                .min();
    }

    /** How many gaps were told. */
    long told() {
        return gaps.values().stream().mapToLong(List::size).sum();
    }

    /** How many of them, or parts of them, were filled. */
    long filled() {
        return filled.values().stream().mapToLong(List::size).sum();
    }
}
