package io.basiswatch.collector.feed;

import io.basiswatch.model.DepthProfile;
import io.basiswatch.model.FeedGap;
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
    MARKS,
    /** The order book behind the best prices. */
    DEPTH;

    /** The kind of stream that carries {@code event}; empty for metadata and our own events. */
    public static Optional<StreamKind> of(InstrumentEvent event) {
        return switch (event) {
            case Quote quote -> Optional.of(QUOTES);
            case DepthProfile depth -> Optional.of(DEPTH);
            case Trade trade -> Optional.of(TRADES);
            case MarkPrice price -> Optional.of(MARKS);
            case IndexPrice price -> Optional.of(MARKS);
            case FundingRate rate -> Optional.of(MARKS);
            default -> Optional.empty();
        };
    }

    /** What a gap in this kind of stream leaves unknown. */
    public FeedGap.Scope scope() {
        return switch (this) {
            case TRADES -> FeedGap.Scope.TRADES;
            case QUOTES -> FeedGap.Scope.QUOTES;
            case MARKS -> FeedGap.Scope.MARKS;
            case DEPTH -> FeedGap.Scope.DEPTH;
        };
    }
}
