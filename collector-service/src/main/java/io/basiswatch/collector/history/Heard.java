package io.basiswatch.collector.history;

import io.basiswatch.model.FeedGap;
import io.basiswatch.model.FundingRate;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.MarkPrice;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Trade;
import java.util.HashMap;
import java.util.Map;

/** When the streams of each instrument last brought something. */
final class Heard {
    private final Map<Instrument, Long> trades = new HashMap<>();
    private final Map<Instrument, Long> marks = new HashMap<>();

    void event(MarketEvent event) {
        if (event.stamp().origin() == Origin.BACKFILL) {
            return;
        }
        switch (event) {
            case Trade trade -> trades.put(trade.instrument(), trade.receivedTime());
            case MarkPrice mark -> marks.put(mark.instrument(), mark.receivedTime());
            case FundingRate rate -> marks.put(rate.instrument(), rate.receivedTime());
            default -> {}
        }
    }

    /** The last time at which the stream that a history sums up brought anything; 0 where it never did. */
    long last(HistoryKey key) {
        Map<Instrument, Long> of = HistoryDepth.scope(key.kind()) == FeedGap.Scope.TRADES ? trades : marks;
        return of.getOrDefault(key.instrument(), 0L);
    }
}
