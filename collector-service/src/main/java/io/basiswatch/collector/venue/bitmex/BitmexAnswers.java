package io.basiswatch.collector.venue.bitmex;

import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.FrameEvents;
import io.basiswatch.collector.feed.Outcome;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonFields;
import io.basiswatch.collector.json.JsonKind;
import java.util.Set;

/** REST answers: arrays of rows, told apart by their address, or by what stands in them where a capture kept no address. */
final class BitmexAnswers {
    /** What was asked. */
    enum Question {
        ACTIVE_INSTRUMENTS("REST instrument/active"),
        INSTRUMENTS("REST instrument"),
        FUNDING("REST funding"),
        TRADES("REST trade"),
        BARS("REST trade/bucketed"),
        LEVELS("REST orderBook/L2"),
        /** What the venue documents and nobody reads here. */
        NOT_USED("REST not used"),
        OTHER("REST other");

        private final String stream;

        Question(String stream) {
            this.stream = stream;
        }

        String stream() {
            return stream;
        }
    }

    private static final String ROOT = "/api/v1";
    private static final Set<String> NOT_USED = Set.of(
            "/announcement",
            "/instrument/activeIntervals",
            "/instrument/usdVolume",
            "/insurance",
            "/liquidation",
            "/quote",
            "/quote/bucketed",
            "/settlement",
            "/stats",
            "/wallet/assets",
            "/wallet/networks");

    private static final int TYPE = 0;
    private static final int FUNDING_INTERVAL = 1;
    private static final int TRADE_ID = 2;
    private static final int LEVEL_ID = 3;
    private static final int OPEN = 4;

    private final JsonFields first = JsonFields.of("typ", "fundingInterval", "trdMatchID", "id", "open");
    private final BitmexInstruments instruments;
    private final BitmexStates states;
    private final BitmexMarkets markets;
    private final BitmexPayments payments;
    private final BitmexCandles candles;
    private final FrameEvents events;

    BitmexAnswers(
            BitmexInstruments instruments,
            BitmexStates states,
            BitmexMarkets markets,
            BitmexPayments payments,
            FrameEvents events) {
        this.instruments = instruments;
        this.states = states;
        this.markets = markets;
        this.payments = payments;
        this.candles = new BitmexCandles(instruments, events);
        this.events = events;
    }

    /** What the rows that {@code cursor} is at answer. */
    Question question(Frame frame, JsonCursor cursor) {
        boolean hasAddress =
                frame.source() == Frame.Source.REST && !frame.address().isEmpty();
        return hasAddress ? named(frame.address()) : content(cursor);
    }

    /** What an address asks. */
    static Question named(String address) {
        int query = address.indexOf('?');
        String path = query < 0 ? address : address.substring(0, query);
        int root = path.indexOf(ROOT);
        String asked = root < 0 ? path : path.substring(root + ROOT.length());
        return switch (asked) {
            case "/instrument/active" -> Question.ACTIVE_INSTRUMENTS;
            case "/instrument" -> Question.INSTRUMENTS;
            case "/funding" -> Question.FUNDING;
            case "/trade" -> Question.TRADES;
            case "/trade/bucketed" -> Question.BARS;
            case "/orderBook/L2" -> Question.LEVELS;
            default -> NOT_USED.contains(asked) ? Question.NOT_USED : Question.OTHER;
        };
    }

    private Question content(JsonCursor cursor) {
        cursor.beginArray();
        if (!cursor.nextElement() || cursor.kind() != JsonKind.OBJECT) {
            return Question.OTHER;
        }
        first.clear().read(cursor);
        if (first.has(TYPE)) {
            return Question.INSTRUMENTS;
        } else if (first.has(TRADE_ID)) {
            return Question.TRADES;
        } else if (first.has(FUNDING_INTERVAL)) {
            return Question.FUNDING;
        } else if (first.has(LEVEL_ID)) {
            return Question.LEVELS;
        }
        return first.has(OPEN) ? Question.BARS : Question.OTHER;
    }

    /** Reads the rows; {@link Outcome#EVENTS} where what was found is to be handed on. */
    Outcome read(Question question, Frame frame, JsonCursor cursor) {
        boolean isRead = true;
        switch (question) {
            case ACTIVE_INSTRUMENTS -> instruments(frame, frame.address(), cursor);
            case INSTRUMENTS -> instruments(frame, "", cursor);
            case FUNDING -> payments.payments(cursor);
            case TRADES -> markets.trades(cursor);
            case BARS -> isRead = candles.read(cursor, frame.address());
            default -> cursor.skip();
        }
        cursor.end();
        return switch (question) {
            case BARS -> isRead ? Outcome.EVENTS : Outcome.UNUSED;
            case LEVELS, NOT_USED -> Outcome.UNUSED;
            case OTHER -> Outcome.UNKNOWN;
            default -> Outcome.EVENTS;
        };
    }

    private void instruments(Frame frame, String wholeAnswerTo, JsonCursor cursor) {
        instruments.read(cursor, wholeAnswerTo, events);
        cursor.end();
        states.read(cursor.reset(frame.payload()), true, "");
    }
}
