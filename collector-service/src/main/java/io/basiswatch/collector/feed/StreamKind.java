package io.basiswatch.collector.feed;

import io.basiswatch.model.FundingRate;
import io.basiswatch.model.IndexPrice;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.MarkPrice;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Trade;
import java.util.Optional;

/** What a stream is about, whatever a venue calls it; the unit of silence detection and of gaps. */
public enum StreamKind {
    TRADES,
    QUOTES,
    /** Mark price, index price and running funding: one stream at the venues that have it. */
    MARKS;

    /** The kind of stream that carries {@code event}; empty for metadata and our own events. */
    public static Optional<StreamKind> of(InstrumentEvent event) {
        return switch (event) {
            case Quote quote -> Optional.of(QUOTES);
            case Trade trade -> Optional.of(TRADES);
            case MarkPrice price -> Optional.of(MARKS);
            case IndexPrice price -> Optional.of(MARKS);
            case FundingRate rate -> Optional.of(MARKS);
            default -> Optional.empty();
        };
    }
}
