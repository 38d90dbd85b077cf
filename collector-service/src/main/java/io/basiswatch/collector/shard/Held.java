package io.basiswatch.collector.shard;

import io.basiswatch.collector.feed.StreamKind;
import io.basiswatch.model.Candle;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.GapFilled;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Origin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a shard has brought before its turn began, in the order of receipt.
 *
 * <p>Where the turn before was whole until this one was ready, only what that turn cannot have told goes out: trades and
 * liquidations after its last ones, of everything else the newest, and no gap of a stream that flows here and was whole there.
 */
final class Held {
    private final List<MarketEvent> events = new ArrayList<>();
    private final Streams streams = new Streams();
    private boolean data;

    void add(MarketEvent event) {
        events.add(event);
        streams.saw(event);
        data |= event instanceof InstrumentEvent news && StreamKind.of(news).isPresent();
    }

    /** Whether any stream has begun. */
    boolean hasData() {
        return data;
    }

    int size() {
        return events.size();
    }

    void clear() {
        events.clear();
    }

    /** Everything, where nobody was there before or it cannot be known how far it came. */
    List<MarketEvent> all() {
        return List.copyOf(events);
    }

    /** What goes on from where the turn before has ended; it went on until after what is held here had begun. */
    List<MarketEvent> after(Standing.Tail tail) {
        Set<Integer> newest = newest();
        Map<String, Integer> told = told(tail);
        List<MarketEvent> rest = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            MarketEvent event = events.get(i);
            boolean goesOut = switch (event) {
                case FeedGap gap -> isTold(gap, tail);
                case GapFilled filled -> false;
                default ->
                    MarketKey.flow(event).isPresent()
                            ? i > told.getOrDefault(MarketKey.flow(event).get(), -1)
                            : newest.contains(i);
            };
            if (goesOut) {
                rest.add(event);
            }
        }
        return rest;
    }

    private boolean isTold(FeedGap gap, Standing.Tail before) {
        return Streams.parts(gap).stream()
                .anyMatch(
                        scope -> !before.isWhole(gap.instrument(), scope) || !streams.isWhole(gap.instrument(), scope));
    }

    /** The places of the last events of their kind and instrument, and of everything that is no state. */
    private Set<Integer> newest() {
        record State(Instrument instrument, Class<?> kind) {}
        Map<State, Integer> last = new HashMap<>();
        Set<Integer> places = new HashSet<>();
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i) instanceof InstrumentEvent news
                    && !(news instanceof Candle)
                    && news.stamp().origin() != Origin.BACKFILL) {
                last.put(new State(news.instrument(), news.getClass()), i);
            } else {
                places.add(i);
            }
        }
        places.addAll(last.values());
        return places;
    }

    /** Where in this list the last piece of each flow stands that the turn before has told; none where it is not here. */
    private Map<String, Integer> told(Standing.Tail tail) {
        Map<String, Integer> told = new HashMap<>();
        for (int i = 0; i < events.size(); i++) {
            int place = i;
            if (events.get(i) instanceof InstrumentEvent news) {
                MarketKey.flow(news)
                        .filter(flow -> MarketKey.piece(news).equals(tail.last().get(flow)))
                        .ifPresent(flow -> told.put(flow, place));
            }
        }
        return told;
    }
}
