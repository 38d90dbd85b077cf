package io.basiswatch.collector.feed;

import io.basiswatch.model.Instrument;

/**
 * One kind of news about one instrument.
 *
 * @param instrument whose
 * @param kind what about it
 */
public record MarketStream(Instrument instrument, StreamKind kind) {}
