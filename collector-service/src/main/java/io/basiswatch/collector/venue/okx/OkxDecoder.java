package io.basiswatch.collector.venue.okx;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.basiswatch.collector.feed.Decoder;
import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.FrameEvents;
import io.basiswatch.collector.feed.FrameException;
import io.basiswatch.collector.feed.Outcome;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonException;
import io.basiswatch.collector.json.JsonFields;
import io.basiswatch.collector.json.JsonKind;
import io.basiswatch.model.MarketEvent;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Reads the frames of OKX v5: pushes {@code {"arg":{"channel":…,"instId":…},"data":[…]}}, answers to our requests
 * {@code {"event":…}}, the text {@code pong}, and REST answers {@code {"code":"0","msg":"","data":[…]}}, whose rows are
 * those of the pushes.
 *
 * <p>Books, candles and option streams are recognised and not used, {@code trades-all} neither: it repeats the fills that
 * {@code trades} sums up per taker order.
 *
 * @see <a href="https://www.okx.com/docs-v5/en/#overview-websocket">WebSocket</a>
 */
final class OkxDecoder implements Decoder {
    private static final int EVENT = 0;
    private static final int ARGUMENT = 1;
    private static final int DATA = 2;
    private static final int CODE = 3;
    private static final int MESSAGE = 4;
    private static final int TABLE = 5;

    private static final int CHANNEL = 0;
    private static final int INSTRUMENT = 1;

    private static final byte[] PONG = "pong".getBytes(ISO_8859_1);
    private static final byte[] SUCCESS = "0".getBytes(ISO_8859_1);
    private static final Set<String> CONTROL =
            Set.of("subscribe", "unsubscribe", "channel-conn-count", "channel-conn-count-error", "notice", "login");
    private static final Set<String> UNUSED = Set.of(
            "books",
            "books-l2-tbt",
            "books50-l2-tbt",
            "books-sbe-tbt",
            "trades-all",
            "option-trades",
            "opt-summary",
            "estimated-price",
            "price-limit",
            "status",
            "adl-warning",
            "block-tickers",
            "public-block-trades",
            "public-struc-block-trades",
            "call-auction-details");

    private final JsonCursor cursor = new JsonCursor();
    private final JsonFields envelope = JsonFields.of("event", "arg", "data", "code", "msg", "table");
    private final JsonFields argument = JsonFields.of("channel", "instId");
    private final FrameEvents events = new FrameEvents();
    private final OkxInstruments instruments;
    private final OkxMarkets markets;
    private final OkxDerivatives derivatives;
    private final OkxFunding funding;

    OkxDecoder(Predicate<String> assets) {
        this.instruments = new OkxInstruments(assets);
        this.markets = new OkxMarkets(instruments, events);
        this.derivatives = new OkxDerivatives(instruments, events);
        this.funding = new OkxFunding(instruments, events);
    }

    @Override
    public Outcome decode(Frame frame, Consumer<MarketEvent> out) {
        if (Arrays.equals(frame.payload(), PONG)) {
            return Outcome.CONTROL;
        }
        events.begin(frame);
        try {
            cursor.reset(frame.payload());
            envelope.clear().read(cursor);
            cursor.end();
            return frame.source() == Frame.Source.REST ? answer(frame, out) : push(frame, out);
        } catch (JsonException | IllegalArgumentException e) {
            throw new FrameException(e.getMessage(), e);
        }
    }

    private Outcome push(Frame frame, Consumer<MarketEvent> out) {
        if (envelope.has(EVENT)) {
            return CONTROL.contains(envelope.code(EVENT)) ? Outcome.CONTROL : Outcome.UNKNOWN;
        }
        if (envelope.has(TABLE)) {
            return Outcome.UNUSED; // the retired v3 protocol
        }
        if (!envelope.is(ARGUMENT, JsonKind.OBJECT)) {
            return Outcome.UNKNOWN;
        }
        argument.clear().read(cursor.reset(frame.payload(), envelope.start(ARGUMENT), envelope.end(ARGUMENT)));
        String symbol = argument.hasValue(INSTRUMENT) ? argument.code(INSTRUMENT) : "";
        return rows(argument.code(CHANNEL), symbol, "", frame, out);
    }

    private Outcome answer(Frame frame, Consumer<MarketEvent> out) {
        if (!envelope.is(CODE, SUCCESS)) {
            String message = envelope.is(MESSAGE, JsonKind.STRING) ? envelope.string(MESSAGE) : "";
            throw new FrameException("OKX refused the request: " + message);
        }
        String path = frame.address().replaceFirst("\\?.*", "");
        return rows(path.substring(path.lastIndexOf('/') + 1), "", frame.address(), frame, out);
    }

    /** Rows look alike in pushes and REST answers; the last part of a REST path is close to the channel's name. */
    private Outcome rows(String channel, String symbol, String question, Frame frame, Consumer<MarketEvent> out) {
        if (UNUSED.contains(channel) || channel.contains("candle")) {
            return Outcome.UNUSED;
        }
        if (!envelope.is(DATA, JsonKind.ARRAY)) {
            throw new FrameException("no data on channel " + channel);
        }
        cursor.reset(frame.payload(), envelope.start(DATA), envelope.end(DATA));
        switch (channel) {
            case "trades" -> markets.trades(cursor);
            case "tickers", "ticker" -> markets.tickers(cursor);
            case "bbo-tbt", "books5" -> markets.books(cursor, symbol, channel);
            case "mark-price" -> derivatives.markPrices(cursor);
            case "index-tickers" -> derivatives.indexPrices(cursor);
            case "funding-rate" -> funding.running(cursor);
            case "funding-rate-history" -> funding.paid(cursor);
            case "open-interest" -> derivatives.openInterest(cursor);
            case "liquidation-orders" -> derivatives.liquidations(cursor);
            case "instruments" -> instruments.read(cursor, question, events);
            default -> {
                return Outcome.UNKNOWN;
            }
        }
        return events.handOn(out);
    }
}
