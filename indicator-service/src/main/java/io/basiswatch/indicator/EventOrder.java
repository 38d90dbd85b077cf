package io.basiswatch.indicator;

import io.basiswatch.model.BookDelta;
import io.basiswatch.model.BookSnapshot;
import io.basiswatch.model.Candle;
import io.basiswatch.model.ChainFlow;
import io.basiswatch.model.ClockTick;
import io.basiswatch.model.DepthProfile;
import io.basiswatch.model.ExchangeReserve;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.FundingRate;
import io.basiswatch.model.GapFilled;
import io.basiswatch.model.IndexPrice;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentDelisted;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.InstrumentListed;
import io.basiswatch.model.Liquidation;
import io.basiswatch.model.LongShortRatio;
import io.basiswatch.model.MarkPrice;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.OpenInterest;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Trade;
import java.util.Comparator;
import java.util.Map;

/**
 * The total order of events: receivedTime, venue, instrument, kind, sequence, trade id.
 *
 * <p>It depends on the events alone, so neither how they were batched nor how feeds were interleaved changes it. Within a
 * microsecond, what ends knowledge (a gap) comes before what brings new knowledge.
 */
final class EventOrder implements Comparator<MarketEvent> {
    /** How many kinds of event there are. */
    static final int KINDS = 19;

    private static final Map<Class<? extends InstrumentEvent>, Integer> READABLE = Map.of(
            Quote.class, 5,
            DepthProfile.class, 6,
            MarkPrice.class, 7,
            IndexPrice.class, 8,
            FundingRate.class, 9,
            OpenInterest.class, 10,
            Trade.class, 11,
            Liquidation.class, 12,
            LongShortRatio.class, 16);

    static final EventOrder INSTANCE = new EventOrder();

    private EventOrder() {}

    /** The place of the event's kind within one microsecond of one instrument. */
    static int kind(MarketEvent event) {
        return switch (event) {
            case Quote quote -> 5;
            case Trade trade -> 11;
            case InstrumentListed listed -> 0;
            case InstrumentDelisted delisted -> 1;
            case FeedGap gap -> 2;
            case BookSnapshot snapshot -> 3;
            case BookDelta delta -> 4;
            case DepthProfile depth -> 6;
            case MarkPrice mark -> 7;
            case IndexPrice index -> 8;
            case FundingRate funding -> 9;
            case OpenInterest interest -> 10;
            case Liquidation liquidation -> 12;
            case Candle candle -> 13;
            case ChainFlow flow -> 14;
            case ClockTick tick -> 15;
            case LongShortRatio ratio -> 16;
            case ExchangeReserve reserve -> 17;
            case GapFilled filled -> 18;
        };
    }

    /** The same for a class of event; those that stay inside the collector cannot be asked for. */
    static int kind(Class<? extends InstrumentEvent> type) {
        Integer kind = READABLE.get(type);
        if (kind == null) {
            throw new IllegalArgumentException("indicators do not read " + type.getSimpleName());
        }
        return kind;
    }

    @Override
    public int compare(MarketEvent one, MarketEvent other) {
        int order = Long.compare(one.receivedTime(), other.receivedTime());
        if (order != 0) {
            return order;
        }
        if (one instanceof InstrumentEvent mine && other instanceof InstrumentEvent theirs) {
            order = compare(mine.instrument(), theirs.instrument());
        } else if (one instanceof InstrumentEvent || other instanceof InstrumentEvent) {
            // What is about an asset as a whole has no venue to be ordered by, so it comes behind what has one.
            order = one instanceof InstrumentEvent ? -1 : 1;
        } else {
            order = one.asset().compareTo(other.asset());
        }
        if (order == 0) {
            order = Integer.compare(kind(one), kind(other));
        }
        if (order == 0) {
            order = Long.compare(one.stamp().sequence(), other.stamp().sequence());
        }
        return order == 0 ? among(one, other) : order;
    }

    /** Of events of one kind, by what tells them apart. */
    private static int among(MarketEvent one, MarketEvent other) {
        if (one instanceof Trade mine && other instanceof Trade theirs) {
            return mine.tradeId().compareTo(theirs.tradeId());
        }
        if (one instanceof LongShortRatio mine && other instanceof LongShortRatio theirs) {
            return mine.kind().compareTo(theirs.kind());
        }
        return one instanceof ExchangeReserve mine && other instanceof ExchangeReserve theirs
                ? mine.entity().compareTo(theirs.entity())
                : 0;
    }

    private static int compare(Instrument one, Instrument other) {
        // A frame often brings many events of one instrument: that is seen without comparing its name.
        if (one == other || one.equals(other)) {
            return 0;
        }
        int byVenue = one.venue().compareTo(other.venue());
        return byVenue != 0 ? byVenue : one.compareTo(other);
    }
}
