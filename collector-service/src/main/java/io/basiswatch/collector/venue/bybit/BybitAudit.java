package io.basiswatch.collector.venue.bybit;

import io.basiswatch.collector.feed.FrameEvents;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.Trade;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Holds the trades that the stream brought against the newest ones that REST tells. Bybit's trades have no number that counts
 * up, so one that the stream leaves out shows nowhere else. What is missing is told as a gap, and so asked for like any other.
 */
final class BybitAudit {
    /** More than an answer holds. */
    private static final int REMEMBERED = 2_048;

    /** A trade that is younger than the stream's newest by less than this may still be on its way. */
    private static final long UNDER_WAY = 2_000_000;

    private final Map<Instrument, Seen> instruments = new HashMap<>();
    private final FrameEvents events;

    /** What one socket has brought of one instrument, by the venue's times in microseconds. */
    private static final class Seen {
        private final Map<String, Long> ids = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
                return size() > REMEMBERED;
            }
        };
        private String connection = "";
        private long since = Long.MAX_VALUE;
        private long newest = Long.MIN_VALUE;
    }

    BybitAudit(FrameEvents events) {
        this.events = events;
    }

    /** Notes a trade of the stream, once its frame was read to the end. */
    void streamed(Trade trade, String connection) {
        Seen seen = seen(trade.instrument());
        seen.connection = connection;
        seen.since = Math.min(seen.since, trade.eventTime());
        seen.newest = Math.max(seen.newest, trade.eventTime());
        seen.ids.put(trade.tradeId(), trade.eventTime());
    }

    /** Notes a trade that was asked for. */
    void asked(Trade trade) {
        seen(trade.instrument()).ids.put(trade.tradeId(), trade.eventTime());
    }

    /** Compares; the gap that begins with the last trade before the first one that is missing is added to the events. */
    void compare(List<Trade> newestFirst) {
        long from = Long.MIN_VALUE;
        for (Trade trade : newestFirst.reversed()) {
            Seen seen = seen(trade.instrument());
            boolean isKnown = seen.ids.containsKey(trade.tradeId());
            boolean isDue = trade.eventTime() > seen.since && trade.eventTime() < seen.newest - UNDER_WAY;
            if (!isKnown && isDue) {
                // Told once; whether it comes or not is the gap's affair from here on.
                seen.ids.put(trade.tradeId(), trade.eventTime());
                if (from != Long.MAX_VALUE) {
                    tell(trade, Math.max(from, seen.since));
                    from = Long.MAX_VALUE;
                }
            } else if (from != Long.MAX_VALUE) {
                from = trade.eventTime();
            }
        }
    }

    private void tell(Trade missing, long from) {
        events.add(new FeedGap(
                missing.instrument(),
                events.stampOnReceipt(),
                Channel.TRADES.word(),
                from,
                "the stream left out trades",
                FeedGap.Scope.TRADES));
    }

    /** A socket is gone: what it missed is told by whoever noticed, and the next one begins anew. */
    void closed(String connection) {
        instruments.values().stream()
                .filter(seen -> seen.connection.equals(connection))
                .forEach(seen -> {
                    seen.since = Long.MAX_VALUE;
                    seen.newest = Long.MIN_VALUE;
                });
    }

    private Seen seen(Instrument instrument) {
        return instruments.computeIfAbsent(instrument, unseen -> new Seen());
    }
}
