package io.basiswatch.collector.venue.deribit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.basiswatch.collector.feed.Decoder;
import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.FrameEvents;
import io.basiswatch.collector.feed.FrameException;
import io.basiswatch.collector.feed.Outcome;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonException;
import io.basiswatch.collector.json.JsonFields;
import io.basiswatch.model.MarketEvent;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the frames of Deribit's JSON-RPC: notifications {@code {"jsonrpc":"2.0","method":"subscription","params":
 * {"channel":…,"data":…}}}, heartbeats, answers to requests, and REST answers {@code {"jsonrpc":"2.0","result":…}}.
 *
 * <p>Books of changes, candles, volatility and option streams are recognised and not used.
 *
 * @see <a href="https://docs.deribit.com/#json-rpc">JSON-RPC</a>
 */
final class DeribitDecoder implements Decoder {
    private static final int METHOD = 0;
    private static final int PARAMETERS = 1;
    private static final int RESULT = 2;
    private static final int ERROR = 3;

    private static final int CHANNEL = 0;
    private static final int DATA = 1;

    private static final int STATE = 0;
    private static final int NAME = 1;

    private static final byte[] SUBSCRIPTION = "subscription".getBytes(ISO_8859_1);
    private static final byte[] HEARTBEAT = "heartbeat".getBytes(ISO_8859_1);
    private static final Set<String> UNUSED = Set.of(
            "chart",
            "perpetual",
            "markprice",
            "deribit_price_ranking",
            "deribit_price_statistics",
            "deribit_volatility_index",
            "estimated_expiration_price",
            "incremental_ticker",
            "platform_state",
            "rfq",
            "block_rfq",
            "block_trade_confirmations");
    private static final Set<String> ENDED = Set.of("settled", "closed", "terminated", "deactivated");
    private static final Pattern QUESTION_INSTRUMENT = Pattern.compile("[?&]instrument_name=([^&]+)");

    private final JsonCursor cursor = new JsonCursor();
    private final JsonFields envelope = JsonFields.of("method", "params", "result", "error");
    private final JsonFields notification = JsonFields.of("channel", "data");
    private final JsonFields lifecycle = JsonFields.of("state", "instrument_name");
    private final FrameEvents events = new FrameEvents();
    private final DeribitInstruments instruments;
    private final DeribitMarkets markets;
    private final DeribitTickers tickers;

    DeribitDecoder(Predicate<String> assets) {
        this.instruments = new DeribitInstruments(assets);
        this.markets = new DeribitMarkets(instruments, events);
        this.tickers = new DeribitTickers(instruments, markets, events);
    }

    @Override
    public Outcome decode(Frame frame, Consumer<MarketEvent> out) {
        events.begin(frame);
        try {
            cursor.reset(frame.payload());
            envelope.clear().read(cursor);
            cursor.end();
            if (envelope.has(METHOD)) {
                return notification(frame, out);
            }
            if (frame.source() == Frame.Source.REST) {
                return answer(frame, out);
            }
            return envelope.has(RESULT) ? Outcome.CONTROL : Outcome.UNKNOWN;
        } catch (JsonException | IllegalArgumentException e) {
            throw new FrameException(e.getMessage(), e);
        }
    }

    private Outcome notification(Frame frame, Consumer<MarketEvent> out) {
        if (envelope.is(METHOD, HEARTBEAT)) {
            return Outcome.CONTROL;
        }
        if (!envelope.is(METHOD, SUBSCRIPTION)) {
            return Outcome.UNKNOWN;
        }
        cursor.reset(frame.payload(), envelope.start(PARAMETERS), envelope.end(PARAMETERS));
        notification.clear().read(cursor);
        String channel = notification.code(CHANNEL);
        String[] parts = channel.split("\\.");
        if (!notification.has(DATA)) {
            throw new FrameException("no data on " + channel);
        }
        cursor.reset(frame.payload(), notification.start(DATA), notification.end(DATA));
        switch (parts[0]) {
            case "trades" -> markets.trades(cursor);
            case "quote" -> markets.quotes(cursor);
            case "ticker" -> tickers.read(cursor);
            case "deribit_price_index" -> tickers.indexPrice(cursor);
            case "instrument" -> lifecycle();
            case "book" -> book(parts);
            default -> {
                return UNUSED.contains(parts[0]) ? Outcome.UNUSED : Outcome.UNKNOWN;
            }
        }
        return events.handOn(out);
    }

    /** {@code book.X.100ms} sends changes, {@code book.X.none.20.100ms} the top 20 whole; grouped prices are no quotes. */
    private void book(String[] channel) {
        if (channel.length == 5 && channel[2].equals("none")) {
            markets.book(cursor);
        }
    }

    /** {@code instrument.state.future.BTC}: {@code {"timestamp":…,"state":"closed","instrument_name":"BTC-24SEP21"}}. */
    private void lifecycle() {
        lifecycle.clear().read(cursor);
        if (ENDED.contains(lifecycle.code(STATE))) {
            instruments.delist(lifecycle.code(NAME), events);
        }
    }

    private Outcome answer(Frame frame, Consumer<MarketEvent> out) {
        if (envelope.hasValue(ERROR) || !envelope.has(RESULT)) {
            throw new FrameException("Deribit refused the request: "
                    + new String(frame.payload(), 0, Math.min(frame.payload().length, 200), ISO_8859_1));
        }
        String path = frame.address().replaceFirst("\\?.*", "");
        cursor.reset(frame.payload(), envelope.start(RESULT), envelope.end(RESULT));
        switch (path.substring(path.lastIndexOf('/') + 1)) {
            case "get_instruments" -> instruments.read(cursor, frame.address(), events);
            case "ticker", "get_order_book" -> tickers.read(cursor);
            case "get_book_summary_by_currency", "get_book_summary_by_instrument" -> tickers.summaries(cursor);
            case "get_funding_rate_history" -> tickers.fundingHistory(cursor, instrument(frame.address()));
            case "get_tradingview_chart_data" -> {
                return Outcome.UNUSED;
            }
            default -> {
                return Outcome.UNKNOWN;
            }
        }
        return events.handOn(out);
    }

    private static String instrument(String question) {
        Matcher name = QUESTION_INSTRUMENT.matcher(question);
        if (!name.find()) {
            throw new IllegalArgumentException("no instrument in " + question);
        }
        return name.group(1);
    }
}
