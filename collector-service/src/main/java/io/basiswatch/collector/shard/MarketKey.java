package io.basiswatch.collector.shard;

import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.Liquidation;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Trade;
import java.util.Optional;

/** How flows and single events are named between collectors, so that the one finds what the other meant. */
final class MarketKey {
    private MarketKey() {}

    /** The flow that an event is one piece of; empty where only the newest event counts. */
    static Optional<String> flow(MarketEvent event) {
        return switch (event) {
            case Trade trade
            when trade.stamp().origin() != Origin.BACKFILL -> Optional.of(trade.instrument() + " trades");
            case Liquidation liquidation -> Optional.of(liquidation.instrument() + " liquidations");
            default -> Optional.empty();
        };
    }

    /** Which piece of its flow an event is. */
    static String piece(InstrumentEvent event) {
        return switch (event) {
            case Trade trade -> trade.tradeId();
            case Liquidation forced -> forced.eventTime() + " " + forced.price() + " " + forced.quantity();
            default -> Long.toString(event.eventTime());
        };
    }
}
