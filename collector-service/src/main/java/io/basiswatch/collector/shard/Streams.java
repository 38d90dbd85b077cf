package io.basiswatch.collector.shard;

import io.basiswatch.collector.feed.StreamKind;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.MarketEvent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is to be known of a turn's streams when it ends: which are in a gap, and what came last on each flow. */
final class Streams {
    private static final List<FeedGap.Scope> PARTS =
            List.of(FeedGap.Scope.TRADES, FeedGap.Scope.QUOTES, FeedGap.Scope.MARKS, FeedGap.Scope.DEPTH);

    private final Set<String> broken = new HashSet<>();
    private final Map<String, String> last = new HashMap<>();

    /** Takes note of an event that goes out. */
    void saw(MarketEvent event) {
        if (event instanceof FeedGap gap) {
            parts(gap).forEach(scope -> broken.add(MarketKey.stream(gap.instrument(), scope)));
        } else if (event instanceof InstrumentEvent news) {
            if (!broken.isEmpty()) {
                StreamKind.of(news).ifPresent(kind -> broken.remove(MarketKey.stream(news.instrument(), kind.scope())));
            }
            MarketKey.flow(news).ifPresent(flow -> last.put(flow, MarketKey.piece(news)));
        }
    }

    /** Goes on from where another turn has ended: its gaps stand, and what it told last was told. */
    void follow(Standing.Tail before) {
        broken.addAll(before.broken());
        last.putAll(before.last());
    }

    static List<FeedGap.Scope> parts(FeedGap gap) {
        return gap.scope() == FeedGap.Scope.ALL ? PARTS : List.of(gap.scope());
    }

    boolean isBroken(String stream) {
        return broken.contains(stream);
    }

    Standing.Tail tail() {
        return new Standing.Tail(List.copyOf(broken), last);
    }
}
