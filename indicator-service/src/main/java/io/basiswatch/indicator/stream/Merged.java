package io.basiswatch.indicator.stream;

import io.basiswatch.model.DepthProfile;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.FundingRate;
import io.basiswatch.model.GapFilled;
import io.basiswatch.model.IndexPrice;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.LongShortRatio;
import io.basiswatch.model.MarkPrice;
import io.basiswatch.model.OpenInterest;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Stamp;
import io.basiswatch.model.Trade;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** One instrument as its replicas tell it: where each of them is whole, and what was taken last of each kind. */
final class Merged {
    /** Who has told nothing of a kind for so long is not whole in it, microseconds of receive time. */
    private static final long SILENT = 60_000_000;

    /** What is told by both with the same time within this is the same, where the venue does not number it. */
    private static final long TOGETHER = 1_000_000;

    private static final Set<FeedGap.Scope> PARTS = EnumSet.complementOf(EnumSet.of(FeedGap.Scope.ALL));
    private static final int KINDS = 7 + LongShortRatio.Kind.values().length;

    private final Map<Integer, Standing> replicas = new HashMap<>(2);
    private final Last[] last = new Last[KINDS];

    /**
     * When data of each scope were heard of a replica, and of which it has missed some since. Both are known again after as
     * much of the log as {@link #SILENT}, however long ago a replica has fallen silent.
     */
    private static final class Standing {
        private final EnumSet<FeedGap.Scope> missed = EnumSet.noneOf(FeedGap.Scope.class);
        private final EnumMap<FeedGap.Scope, Long> heard = new EnumMap<>(FeedGap.Scope.class);

        void heard(FeedGap.Scope scope, long time) {
            heard.merge(scope, time, Math::max);
            missed.remove(scope);
        }

        boolean isWhole(FeedGap.Scope scope, long at) {
            Long last = heard.get(scope);
            return last != null && last >= at - SILENT && !missed.contains(scope);
        }
    }

    /** What was taken last of a kind, and from whom. */
    private record Last(int replica, Stamp stamp, long time) {}

    private Standing standing(int replica) {
        return replicas.computeIfAbsent(replica, number -> new Standing());
    }

    /** What a gap of this scope leaves unknown, piece by piece. */
    static Set<FeedGap.Scope> parts(FeedGap.Scope scope) {
        return scope == FeedGap.Scope.ALL ? PARTS : EnumSet.of(scope);
    }

    /** {@code replica} has missed something; returns in which parts of it another replica is whole. */
    Set<FeedGap.Scope> lose(int replica, FeedGap gap) {
        Set<FeedGap.Scope> parts = parts(gap.scope());
        standing(replica).missed.addAll(parts);
        EnumSet<FeedGap.Scope> bridged = EnumSet.noneOf(FeedGap.Scope.class);
        replicas.forEach((number, standing) -> {
            if (number != replica) {
                parts.stream()
                        .filter(part -> standing.isWhole(part, gap.receivedTime()))
                        .forEach(bridged::add);
            }
        });
        return bridged;
    }

    /** Whether {@code replica} was heard around the time of this gap and has missed nothing of what the gap is about. */
    boolean isWhole(int replica, FeedGap gap) {
        Standing standing = standing(replica);
        return parts(gap.scope()).stream().allMatch(part -> standing.isWhole(part, gap.receivedTime()));
    }

    /** Data come from {@code replica}: what they are of is whole again from here on. */
    void heard(int replica, InstrumentEvent event) {
        Standing standing = standing(replica);
        long time = event.receivedTime();
        switch (event) {
            case Trade trade -> standing.heard(FeedGap.Scope.TRADES, time);
            case Quote quote -> standing.heard(FeedGap.Scope.QUOTES, time);
            case MarkPrice mark -> standing.heard(FeedGap.Scope.MARKS, time);
            case IndexPrice index -> standing.heard(FeedGap.Scope.MARKS, time);
            case FundingRate funding -> standing.heard(FeedGap.Scope.MARKS, time);
            case DepthProfile depth -> standing.heard(FeedGap.Scope.DEPTH, time);
            case GapFilled filled -> parts(filled.scope()).forEach(part -> standing.heard(part, time));
            default -> {}
        }
    }

    /** Whether it tells more than what was taken last. */
    boolean isNew(int replica, InstrumentEvent event) {
        int kind = kind(event);
        if (kind < 0) {
            return true;
        }
        long time = event instanceof FundingRate rate && rate.kind() == FundingRate.Kind.SETTLED
                ? rate.fundingTime()
                : event.eventTime();
        Last before = last[kind];
        if (before != null && before.replica() != replica && !isNewer(event, time, before)) {
            return false;
        }
        last[kind] = new Last(replica, event.stamp(), time);
        return true;
    }

    private static boolean isNewer(InstrumentEvent event, long time, Last before) {
        if (time != before.time()) {
            return time > before.time();
        }
        long number = event.stamp().sequence();
        if (number != Stamp.NO_SEQUENCE && before.stamp().sequence() != Stamp.NO_SEQUENCE) {
            return number > before.stamp().sequence();
        }
        boolean isPayment = event instanceof FundingRate rate && rate.kind() == FundingRate.Kind.SETTLED;
        return !isPayment && event.receivedTime() > before.stamp().receivedTime() + TOGETHER;
    }

    /** The place of what replaces what was before; negative for what does not. */
    private static int kind(InstrumentEvent event) {
        return switch (event) {
            case Quote quote -> 0;
            case DepthProfile depth -> 1;
            case MarkPrice mark -> 2;
            case IndexPrice index -> 3;
            case FundingRate rate -> rate.kind() == FundingRate.Kind.SETTLED ? 4 : 5;
            case OpenInterest interest -> 6;
            case LongShortRatio ratio -> 7 + ratio.kind().ordinal();
            default -> -1;
        };
    }
}
