package io.basiswatch.collector.venue.binance;

import io.basiswatch.collector.feed.FundingIntervals;
import io.basiswatch.collector.feed.SeenTrades;
import io.basiswatch.model.Contract;
import io.basiswatch.model.Instrument;

/** What the decoder knows and remembers of one symbol. */
final class Symbol {
    /** The answer for a symbol that means nothing to us. */
    static final Symbol UNKNOWN = new Symbol();

    private final String name;
    private final boolean wanted;
    private final Instrument instrument;
    private final Instrument index;
    private final double contractSize;
    private final boolean listed;
    private final SeenTrades trades;
    private final FundingIntervals funding;
    private boolean sendsSingleTrades;

    private Symbol() {
        this(
                "",
                false,
                Instrument.spot(Market.SPOT.venue(), "X", "X"),
                1,
                false,
                new SeenTrades(),
                new FundingIntervals());
    }

    private Symbol(
            String name,
            boolean wanted,
            Instrument instrument,
            double contractSize,
            boolean listed,
            SeenTrades trades,
            FundingIntervals funding) {
        this.name = name;
        this.wanted = wanted;
        this.instrument = instrument;
        this.index = Instrument.of(instrument.venue(), instrument.base(), instrument.quote(), Contract.INDEX);
        this.contractSize = contractSize;
        this.listed = listed;
        this.trades = trades;
        this.funding = funding;
    }

    static Symbol of(String name, boolean wanted, Instrument instrument, double contractSize, boolean listed) {
        return new Symbol(name, wanted, instrument, contractSize, listed, new SeenTrades(), new FundingIntervals());
    }

    /** These terms, with what {@code before} remembers. */
    Symbol remembering(Symbol before) {
        Symbol merged = new Symbol(name, wanted, instrument, contractSize, listed, before.trades, before.funding);
        merged.sendsSingleTrades = before.sendsSingleTrades;
        return merged;
    }

    String name() {
        return name;
    }

    boolean isKnown() {
        return this != UNKNOWN;
    }

    boolean isWanted() {
        return wanted;
    }

    Instrument instrument() {
        return instrument;
    }

    Instrument index() {
        return index;
    }

    double contractSize() {
        return contractSize;
    }

    /** Whether metadata said that it trades. */
    boolean isListed() {
        return listed;
    }

    FundingIntervals funding() {
        return funding;
    }

    /** In the base currency; {@code quantity} in the venue's unit. */
    double baseQuantity(double quantity, double price) {
        return instrument.isInverse() ? quantity * contractSize / price : quantity * contractSize;
    }

    /** In the quote currency; {@code quantity} in the venue's unit. */
    double notional(double quantity, double price) {
        return instrument.isInverse() ? quantity * contractSize : quantity * contractSize * price;
    }

    /** Notes a fill of the {@code trade} stream; false where it was there before. */
    boolean addSingle(long id, long eventTime) {
        sendsSingleTrades = true;
        return trades.add(id, eventTime);
    }

    /** Notes an {@code aggTrade}; false where its fills come one by one as well, or where it was there before. */
    boolean addAggregate(long id, long eventTime) {
        return !sendsSingleTrades && trades.add(id, eventTime);
    }
}
