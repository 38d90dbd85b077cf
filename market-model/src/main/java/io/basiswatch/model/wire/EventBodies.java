package io.basiswatch.model.wire;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
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
import io.basiswatch.model.Levels;
import io.basiswatch.model.Liquidation;
import io.basiswatch.model.LongShortRatio;
import io.basiswatch.model.MarkPrice;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.OpenInterest;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Side;
import io.basiswatch.model.Stamp;
import io.basiswatch.model.Trade;
import java.io.IOException;
import java.time.Duration;
import java.util.OptionalDouble;

/**
 * What each kind of event holds beside its stamp and instrument; the numbers are those of {@code market_events.proto}.
 *
 * <p>A body is read into {@link BodyFields} by number, whatever its kind, and the kind says which numbers it needs.
 */
final class EventBodies {
    private static final int QUOTE = 10;
    private static final int TRADE = 11;
    private static final int MARK_PRICE = 12;
    private static final int INDEX_PRICE = 13;
    private static final int FUNDING_RATE = 14;
    private static final int OPEN_INTEREST = 15;
    private static final int LIQUIDATION = 16;
    private static final int CANDLE = 17;
    private static final int DEPTH_PROFILE = 18;
    private static final int BOOK_SNAPSHOT = 19;
    private static final int BOOK_DELTA = 20;
    private static final int INSTRUMENT_LISTED = 21;
    private static final int INSTRUMENT_DELISTED = 22;
    private static final int FEED_GAP = 23;
    private static final int CHAIN_FLOW = 24;
    private static final int CLOCK_TICK = 25;
    private static final int LONG_SHORT_RATIO = 26;
    private static final int EXCHANGE_RESERVE = 27;
    private static final int GAP_FILLED = 28;

    /** UTF-8 takes at most three bytes for a char, a level sixteen bytes for its two numbers. */
    private static final int BYTES_PER_CHAR = 3;

    private static final int BYTES_PER_LEVEL = 16;

    private EventBodies() {}

    static boolean isBody(int field) {
        return field >= QUOTE && field <= GAP_FILLED;
    }

    static boolean isAboutInstrument(int field) {
        return field != CHAIN_FLOW && field != CLOCK_TICK && field != EXCHANGE_RESERVE;
    }

    static int field(MarketEvent event) {
        return switch (event) {
            case Quote it -> QUOTE;
            case Trade it -> TRADE;
            case MarkPrice it -> MARK_PRICE;
            case IndexPrice it -> INDEX_PRICE;
            case FundingRate it -> FUNDING_RATE;
            case OpenInterest it -> OPEN_INTEREST;
            case Liquidation it -> LIQUIDATION;
            case Candle it -> CANDLE;
            case DepthProfile it -> DEPTH_PROFILE;
            case BookSnapshot it -> BOOK_SNAPSHOT;
            case BookDelta it -> BOOK_DELTA;
            case InstrumentListed it -> INSTRUMENT_LISTED;
            case InstrumentDelisted it -> INSTRUMENT_DELISTED;
            case FeedGap it -> FEED_GAP;
            case ChainFlow it -> CHAIN_FLOW;
            case ClockTick it -> CLOCK_TICK;
            case LongShortRatio it -> LONG_SHORT_RATIO;
            case ExchangeReserve it -> EXCHANGE_RESERVE;
            case GapFilled it -> GAP_FILLED;
        };
    }

    /** At most how many bytes the texts and lists of {@code event} take. */
    static int variablePart(MarketEvent event) {
        return switch (event) {
            case Trade trade -> BYTES_PER_CHAR * trade.tradeId().length();
            case InstrumentListed listed -> BYTES_PER_CHAR * listed.symbol().length();
            case InstrumentDelisted gone -> BYTES_PER_CHAR * gone.symbol().length();
            case FeedGap gap ->
                BYTES_PER_CHAR * (gap.stream().length() + gap.reason().length());
            case GapFilled filled -> BYTES_PER_CHAR * filled.stream().length();
            case ChainFlow flow ->
                BYTES_PER_CHAR
                        * (flow.asset().length()
                                + flow.entity().length()
                                + flow.transaction().length());
            case ClockTick tick -> BYTES_PER_CHAR * tick.asset().length();
            case ExchangeReserve held ->
                BYTES_PER_CHAR * (held.asset().length() + held.entity().length());
            case DepthProfile depth ->
                2 * BYTES_PER_LEVEL * (depth.bands().size() + depth.slippage().size());
            case BookSnapshot book ->
                BYTES_PER_LEVEL * (book.bids().size() + book.asks().size());
            case BookDelta book ->
                BYTES_PER_LEVEL * (book.bids().size() + book.asks().size());
            default -> 0;
        };
    }

    static void write(MarketEvent event, CodedOutputStream out) throws IOException {
        switch (event) {
            case Quote it -> doubles(out, it.bidPrice(), it.bidQuantity(), it.askPrice(), it.askQuantity());
            case Trade it -> {
                doubles(out, it.price(), it.quantity(), it.notional());
                out.writeString(BodyFields.TEXT, it.tradeId());
                out.writeEnum(BodyFields.CHOICE, it.aggressor().ordinal());
            }
            case MarkPrice it -> doubles(out, it.price());
            case IndexPrice it -> doubles(out, it.price());
            case FundingRate it -> writeFunding(it, out);
            case OpenInterest it -> doubles(out, it.quantity(), it.notional());
            case Liquidation it -> {
                doubles(out, it.price(), it.quantity(), it.notional());
                out.writeEnum(BodyFields.CHOICE, it.closedPosition().ordinal());
                out.writeEnum(BodyFields.SECOND_CHOICE, it.completeness().ordinal());
            }
            case Candle it -> writeCandle(it, out);
            case DepthProfile it -> writeDepth(it, out);
            case BookSnapshot it -> writeLevels(it.bids(), it.asks(), out);
            case BookDelta it -> {
                writeLevels(it.bids(), it.asks(), out);
                out.writeSInt64(BodyFields.TIME, it.firstSequence());
                out.writeSInt64(BodyFields.SECOND_TIME, it.previousSequence());
            }
            case InstrumentListed it -> {
                doubles(out, it.contractSize());
                out.writeString(BodyFields.TEXT, it.symbol());
            }
            case InstrumentDelisted it -> out.writeString(BodyFields.TEXT, it.symbol());
            case FeedGap it -> {
                out.writeString(BodyFields.TEXT, it.stream());
                out.writeString(BodyFields.SECOND_TEXT, it.reason());
                out.writeSInt64(BodyFields.TIME, it.from());
                if (it.scope() != FeedGap.Scope.ALL) {
                    out.writeEnum(BodyFields.CHOICE, it.scope().ordinal());
                }
            }
            case GapFilled it -> {
                out.writeString(BodyFields.TEXT, it.stream());
                out.writeSInt64(BodyFields.TIME, it.from());
                out.writeSInt64(BodyFields.SECOND_TIME, it.to());
                out.writeEnum(BodyFields.CHOICE, it.scope().ordinal());
            }
            case ChainFlow it -> writeFlow(it, out);
            case ClockTick it -> out.writeString(BodyFields.TEXT, it.asset());
            case LongShortRatio it -> {
                doubles(out, it.ratio(), it.longShare(), it.shortShare());
                out.writeEnum(BodyFields.CHOICE, it.kind().ordinal());
            }
            case ExchangeReserve it -> {
                doubles(out, it.amount());
                out.writeString(BodyFields.TEXT, it.asset());
                out.writeString(BodyFields.SECOND_TEXT, it.entity());
            }
        }
    }

    private static void doubles(CodedOutputStream out, double... values) throws IOException {
        for (int i = 0; i < values.length; i++) {
            out.writeDouble(i + 1, values[i]);
        }
    }

    private static void writeFunding(FundingRate it, CodedOutputStream out) throws IOException {
        doubles(out, it.rate());
        out.writeEnum(BodyFields.CHOICE, it.kind().ordinal());
        out.writeSInt64(BodyFields.TIME, it.fundingTime());
        if (it.interval().isPresent()) {
            out.writeSInt64(BodyFields.SECOND_TIME, it.interval().get().toSeconds());
        }
    }

    private static void writeCandle(Candle it, CodedOutputStream out) throws IOException {
        doubles(out, it.open(), it.high(), it.low(), it.close(), it.volume());
        optional(out, 6, it.notional());
        optional(out, 7, it.takerBuyVolume());
        optional(out, 8, it.takerBuyNotional());
        out.writeSInt64(BodyFields.TIME, it.openTime());
        out.writeSInt64(BodyFields.SECOND_TIME, it.closeTime());
    }

    private static void optional(CodedOutputStream out, int field, OptionalDouble value) throws IOException {
        if (value.isPresent()) {
            out.writeDouble(field, value.getAsDouble());
        }
    }

    private static void writeDepth(DepthProfile it, CodedOutputStream out) throws IOException {
        doubles(out, it.mid(), it.spreadBps());
        openList(BodyFields.LIST, 3 * it.bands().size(), out);
        for (DepthProfile.Band band : it.bands()) {
            out.writeDoubleNoTag(band.percent());
            out.writeDoubleNoTag(band.bidNotional());
            out.writeDoubleNoTag(band.askNotional());
        }
        openList(BodyFields.SECOND_LIST, 3 * it.slippage().size(), out);
        for (DepthProfile.Slippage slippage : it.slippage()) {
            out.writeDoubleNoTag(slippage.notional());
            out.writeDoubleNoTag(slippage.buyBps());
            out.writeDoubleNoTag(slippage.sellBps());
        }
    }

    private static void writeLevels(Levels bids, Levels asks, CodedOutputStream out) throws IOException {
        writeLevels(BodyFields.LIST, bids, out);
        writeLevels(BodyFields.SECOND_LIST, asks, out);
    }

    private static void writeLevels(int field, Levels levels, CodedOutputStream out) throws IOException {
        openList(field, 2 * levels.size(), out);
        for (int i = 0; i < levels.size(); i++) {
            out.writeDoubleNoTag(levels.prices()[i]);
            out.writeDoubleNoTag(levels.quantities()[i]);
        }
    }

    private static void openList(int field, int numbers, CodedOutputStream out) throws IOException {
        out.writeTag(field, WireFormat.WIRETYPE_LENGTH_DELIMITED);
        out.writeUInt32NoTag(numbers * Double.BYTES);
    }

    private static void writeFlow(ChainFlow it, CodedOutputStream out) throws IOException {
        doubles(out, it.amount());
        out.writeString(BodyFields.TEXT, it.asset());
        out.writeString(BodyFields.SECOND_TEXT, it.entity());
        out.writeEnum(BodyFields.CHOICE, it.direction().ordinal());
        out.writeString(BodyFields.THIRD_TEXT, it.transaction());
    }

    static MarketEvent read(int field, CodedInputStream in, Stamp stamp) throws IOException {
        BodyFields it = BodyFields.read(in);
        return switch (field) {
            case CLOCK_TICK -> new ClockTick(it.text(), stamp);
            case EXCHANGE_RESERVE -> new ExchangeReserve(it.text(), stamp, it.secondText(), it.number(1));
            default ->
                new ChainFlow(
                        it.text(),
                        stamp,
                        it.secondText(),
                        ChainFlow.Direction.values()[it.choice()],
                        it.number(1),
                        it.thirdText());
        };
    }

    static InstrumentEvent read(int field, CodedInputStream in, Instrument instrument, Stamp stamp) throws IOException {
        BodyFields it = BodyFields.read(in);
        return switch (field) {
            case QUOTE -> new Quote(instrument, stamp, it.number(1), it.number(2), it.number(3), it.number(4));
            case TRADE ->
                new Trade(
                        instrument,
                        stamp,
                        it.text(),
                        it.number(1),
                        it.number(2),
                        it.number(3),
                        it.choice() == 0 ? Side.BUY : Side.SELL);
            case MARK_PRICE -> new MarkPrice(instrument, stamp, it.number(1));
            case INDEX_PRICE -> new IndexPrice(instrument, stamp, it.number(1));
            case FUNDING_RATE ->
                new FundingRate(
                        instrument,
                        stamp,
                        FundingRate.Kind.values()[it.choice()],
                        it.number(1),
                        it.secondTime().stream().mapToObj(Duration::ofSeconds).findFirst(),
                        it.time());
            case OPEN_INTEREST -> new OpenInterest(instrument, stamp, it.number(1), it.number(2));
            case LIQUIDATION ->
                new Liquidation(
                        instrument,
                        stamp,
                        it.number(1),
                        it.number(2),
                        it.number(3),
                        Liquidation.Position.values()[it.choice()],
                        Liquidation.Completeness.values()[it.secondChoice()]);
            case CANDLE -> candle(instrument, stamp, it);
            case DEPTH_PROFILE ->
                new DepthProfile(instrument, stamp, it.number(1), it.number(2), it.bands(), it.slippage());
            case BOOK_SNAPSHOT -> new BookSnapshot(instrument, stamp, it.levels(), it.secondLevels());
            case BOOK_DELTA ->
                new BookDelta(instrument, stamp, it.time(), it.requiredSecondTime(), it.levels(), it.secondLevels());
            case LONG_SHORT_RATIO ->
                new LongShortRatio(
                        instrument,
                        stamp,
                        LongShortRatio.Kind.values()[it.choice()],
                        it.number(1),
                        it.number(2),
                        it.number(3));
            case INSTRUMENT_LISTED -> new InstrumentListed(instrument, stamp, it.text(), it.number(1));
            case INSTRUMENT_DELISTED -> new InstrumentDelisted(instrument, stamp, it.text());
            case GAP_FILLED ->
                new GapFilled(instrument, stamp, it.text(), it.time(), it.requiredSecondTime(), scope(it.choice()));
            default -> new FeedGap(instrument, stamp, it.text(), it.time(), it.secondText(), scope(it.choice()));
        };
    }

    /** A scope that this version does not know is taken for the widest. */
    private static FeedGap.Scope scope(int choice) {
        FeedGap.Scope[] scopes = FeedGap.Scope.values();
        return choice > 0 && choice < scopes.length ? scopes[choice] : FeedGap.Scope.ALL;
    }

    private static Candle candle(Instrument instrument, Stamp stamp, BodyFields it) {
        return new Candle(
                instrument,
                stamp,
                it.time(),
                it.requiredSecondTime(),
                it.number(1),
                it.number(2),
                it.number(3),
                it.number(4),
                it.number(5),
                it.optionalNumber(6),
                it.optionalNumber(7),
                it.optionalNumber(8));
    }
}
