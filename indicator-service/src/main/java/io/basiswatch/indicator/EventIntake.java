package io.basiswatch.indicator;

import io.basiswatch.model.DepthProfile;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.GapFilled;
import io.basiswatch.model.IndexPrice;
import io.basiswatch.model.InstrumentDelisted;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.MarkPrice;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Trade;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Brings events to the states that read them, and trades only once and only in time. */
final class EventIntake {
    private static final int TRADE = EventOrder.kind(Trade.class);
    private static final long MINUTE = Resolution.MINUTE.micros();

    private final StateTable table;
    private final long lateness;
    private TreeMap<Long, Set<String>> touched = new TreeMap<>();
    private long dropped;
    private long duplicates;
    private long filled;

    EventIntake(StateTable table, EngineConfig config) {
        this.table = table;
        this.lateness = EngineConfig.micros(config.tradeLateness());
    }

    /** Minutes have been closed up to {@code closedThrough}, instants evaluated up to {@code lastInstant}. */
    void apply(MarketEvent event, long closedThrough, long lastInstant) {
        if (!(event instanceof InstrumentEvent about)) {
            table.tell(event);
            return;
        }
        if (isOfThePast(about)) {
            return;
        }
        StateTable.Route route = table.route(about.instrument());
        Indicator.Feed[] feeds;
        if (about instanceof FeedGap gap) {
            feeds = route.touchedBy(gap.scope());
            reachBack(gap, closedThrough, lastInstant);
        } else if (about instanceof GapFilled filled) {
            feeds = route.touchedBy(filled.scope());
            rejoin(filled, closedThrough, lastInstant);
        } else if (about instanceof InstrumentDelisted) {
            feeds = route.all();
        } else {
            feeds = route.byKind()[EventOrder.kind(about)];
            if (feeds.length > 0
                    && about instanceof Trade trade
                    && !isInTimeAndNew(trade, route, closedThrough, lastInstant)) {
                return;
            }
        }
        for (Indicator.Feed feed : feeds) {
            feed.update(about);
        }
    }

    /** What replaces what was before is never asked for afterwards to be the present. */
    private static boolean isOfThePast(InstrumentEvent event) {
        return event.stamp().origin() == Origin.BACKFILL
                && switch (event) {
                    case Quote quote -> true;
                    case DepthProfile depth -> true;
                    case MarkPrice mark -> true;
                    case IndexPrice index -> true;
                    default -> false;
                };
    }

    /** Silence is noticed late: minutes that were closed for whole since it began are evaluated again. */
    private void reachBack(FeedGap gap, long closedThrough, long lastInstant) {
        boolean isOfTrades = gap.scope() == FeedGap.Scope.TRADES || gap.scope() == FeedGap.Scope.ALL;
        if (isOfTrades && gap.from() > 0) {
            touchSince(gap.from(), gap, closedThrough, lastInstant);
        }
    }

    /** Minutes that were missing something and can still be revised are evaluated again, whether a trade had been missed or not. */
    private void rejoin(GapFilled filled, long closedThrough, long lastInstant) {
        this.filled++;
        touchSince(filled.from(), filled, closedThrough, lastInstant);
    }

    private void touchSince(long from, InstrumentEvent news, long closedThrough, long lastInstant) {
        long oldest = Math.max(news.receivedTime(), lastInstant) - MINUTE - lateness;
        long first = Resolution.MINUTE.floor(Math.max(from, oldest));
        for (long minute = first; minute < closedThrough; minute += MINUTE) {
            if (minute >= oldest) {
                touch(minute, news.asset());
            }
        }
    }

    private void touch(long minute, String asset) {
        touched.computeIfAbsent(minute, key -> new TreeSet<>()).add(asset);
    }

    private boolean isInTimeAndNew(Trade trade, StateTable.Route route, long closedThrough, long lastInstant) {
        long minute = Resolution.MINUTE.floor(trade.eventTime());
        long arrival = Math.max(trade.receivedTime(), lastInstant);
        boolean tooLate = arrival > minute + MINUTE + lateness;
        // The future is bounded too: a window keeps a fixed number of seconds.
        boolean tooEarly = trade.eventTime() > trade.receivedTime() + lateness;
        if (tooLate || tooEarly) {
            dropped++;
            return false;
        }
        if (!route.trades().add(trade.tradeId(), trade.receivedTime())) {
            duplicates++;
            return false;
        }
        if (minute < closedThrough) {
            touch(minute, trade.asset());
        }
        return true;
    }

    /** The closed minutes that trades have come to since the last call, and the assets of these trades. */
    Map<Long, Set<String>> takeTouched() {
        if (touched.isEmpty()) {
            return Map.of();
        }
        Map<Long, Set<String>> taken = touched;
        touched = new TreeMap<>();
        return taken;
    }

    long dropped() {
        return dropped;
    }

    long duplicates() {
        return duplicates;
    }

    /** Gaps that were filled afterwards. */
    long filled() {
        return filled;
    }
}
