package io.basiswatch.collector.venue;

import io.basiswatch.model.Instrument;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Side;
import io.basiswatch.model.Trade;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Trades against the best bid and ask just before them: who crosses the spread pays the ask or gets the bid. */
public final class TakerSides {
    private int buysAtAsk;
    private int buysAtBid;
    private int sellsAtBid;
    private int sellsAtAsk;

    /** Counts over events in the order of receipt; trades before any quote count nowhere. */
    public static TakerSides of(List<MarketEvent> events) {
        TakerSides sides = new TakerSides();
        Map<Instrument, Quote> quotes = new HashMap<>();
        for (MarketEvent event : events) {
            if (event instanceof Quote quote) {
                quotes.put(quote.instrument(), quote);
            } else if (event instanceof Trade trade && quotes.containsKey(trade.instrument())) {
                Quote quote = quotes.get(trade.instrument());
                sides.count(trade, quote.bidPrice(), quote.askPrice());
            }
        }
        return sides;
    }

    /** Counts one trade; between bid and ask it says nothing. */
    public void count(Trade trade, double bid, double ask) {
        boolean buy = trade.aggressor() == Side.BUY;
        if (trade.price() >= ask) {
            buysAtAsk += buy ? 1 : 0;
            sellsAtAsk += buy ? 0 : 1;
        } else if (trade.price() <= bid) {
            buysAtBid += buy ? 1 : 0;
            sellsAtBid += buy ? 0 : 1;
        }
    }

    @Override
    public String toString() {
        return "buys %d at ask, %d at bid; sells %d at bid, %d at ask"
                .formatted(buysAtAsk, buysAtBid, sellsAtBid, sellsAtAsk);
    }
}
