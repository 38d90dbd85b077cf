package io.basiswatch.collector.feed;

import io.basiswatch.model.MarketEvent;

/**
 * One kind of event that is collected from a venue.
 *
 * @param event the kind
 * @param stream where it comes from, in the venue's words: a stream, or a REST address
 * @param note what to know about it; empty where nothing is
 */
public record Offer(Class<? extends MarketEvent> event, String stream, String note) {
    /** An offer that needs no remark. */
    public static Offer of(Class<? extends MarketEvent> event, String stream) {
        return new Offer(event, stream, "");
    }
}
