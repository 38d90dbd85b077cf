package io.basiswatch.model;

/** An event about one instrument. */
public sealed interface InstrumentEvent extends MarketEvent
        permits BookDelta,
                BookSnapshot,
                Candle,
                DepthProfile,
                FeedGap,
                FundingRate,
                GapFilled,
                IndexPrice,
                InstrumentDelisted,
                InstrumentListed,
                Liquidation,
                LongShortRatio,
                MarkPrice,
                OpenInterest,
                Quote,
                Trade {
    Instrument instrument();

    default Venue venue() {
        return instrument().venue();
    }

    @Override
    default String asset() {
        return instrument().asset();
    }
}
