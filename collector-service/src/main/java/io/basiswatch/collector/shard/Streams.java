package io.basiswatch.collector.shard;

import io.basiswatch.collector.feed.StreamKind;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Origin;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is to be known of a turn's streams when it ends: which are whole, and what came last on each flow. */
final class Streams {
    private static final List<FeedGap.Scope> PARTS =
            List.of(FeedGap.Scope.TRADES, FeedGap.Scope.QUOTES, FeedGap.Scope.MARKS, FeedGap.Scope.DEPTH);

    private final Map<Instrument, Set<FeedGap.Scope>> whole = new HashMap<>();
    private final Map<Stream, Long> broken = new HashMap<>();
    private final Map<String, String> last = new HashMap<>();

    private record Stream(Instrument instrument, FeedGap.Scope scope) {}

    /** Takes note of an event that goes out. */
    void saw(MarketEvent event) {
        if (event instanceof FeedGap gap) {
            long since = gap.from() == 0 ? gap.receivedTime() : gap.from();
            of(gap.instrument()).removeAll(parts(gap));
            parts(gap).forEach(scope -> broken.merge(new Stream(gap.instrument(), scope), since, Math::min));
        } else if (event instanceof InstrumentEvent news && news.stamp().origin() != Origin.BACKFILL) {
            StreamKind.of(news).ifPresent(kind -> of(news.instrument()).add(kind.scope()));
            MarketKey.flow(news).ifPresent(flow -> last.put(flow, MarketKey.piece(news)));
        }
    }

    private void begins(Instrument instrument, FeedGap.Scope scope) {
        of(instrument).add(scope);
        if (!broken.isEmpty()) {
            broken.remove(new Stream(instrument, scope));
        }
    }

    private Set<FeedGap.Scope> of(Instrument instrument) {
        return whole.computeIfAbsent(instrument, unseen -> EnumSet.noneOf(FeedGap.Scope.class));
    }

    /** Goes on from where another turn has ended: what was whole there is so still, and what it told last was told. */
    void follow(Standing.Tail before) {
        before.whole().forEach((instrument, scopes) -> of(instrument).addAll(scopes));
        last.putAll(before.last());
    }

    static List<FeedGap.Scope> parts(FeedGap gap) {
        return gap.scope() == FeedGap.Scope.ALL ? PARTS : List.of(gap.scope());
    }

    /** Whether a stream has begun, and is in no gap. */
    boolean isWhole(Instrument instrument, FeedGap.Scope scope) {
        return whole.getOrDefault(instrument, Set.of()).contains(scope);
    }

    /** The markets whose trades are whole. */
    List<Instrument> traded() {
        return whole.entrySet().stream()
                .filter(entry -> entry.getValue().contains(FeedGap.Scope.TRADES))
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * Where it has come to.
     *
     * @param since from when on nobody knows of the streams that have never begun, microseconds since the epoch; 0 where nobody
     *     ever did
     */
    Standing.Tail tail(long since) {
        long first = broken.values().stream().mapToLong(Long::longValue).min().orElse(since);
        return new Standing.Tail(whole, last, since == 0 ? first : Math.min(first, since));
    }
}
