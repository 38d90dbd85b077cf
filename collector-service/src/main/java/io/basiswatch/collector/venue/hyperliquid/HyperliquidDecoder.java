package io.basiswatch.collector.venue.hyperliquid;

import io.basiswatch.collector.feed.Codes;
import io.basiswatch.collector.feed.Decoder;
import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.FrameEvents;
import io.basiswatch.collector.feed.FrameException;
import io.basiswatch.collector.feed.Outcome;
import io.basiswatch.collector.feed.Request;
import io.basiswatch.collector.feed.SymbolTable;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonException;
import io.basiswatch.collector.json.JsonFields;
import io.basiswatch.model.MarketEvent;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Reads the frames of Hyperliquid: {@code {"channel":"trades","data":[…]}}, and the answers of its info address.
 *
 * <p>Used: {@code trades}, {@code bbo}, {@code l2Book}, {@code activeAssetCtx}; over REST {@code meta} and {@code spotMeta},
 * also with contexts, {@code fundingHistory}, {@code predictedFundings} and {@code candleSnapshot}. Liquidations are in no public stream.
 *
 * @see <a href="https://hyperliquid.gitbook.io/hyperliquid-docs/for-developers/api/websocket/subscriptions">Streams</a>
 */
final class HyperliquidDecoder implements Decoder {
    private static final Set<String> CONTROL = Set.of("pong", "error", "post", "notification");
    private static final Set<String> UNUSED = Set.of(
            "candle", "allMids", "activeSpotAssetCtx", "webData2", "explorerBlock", "explorerTxs", "allDexsAssetCtxs");

    private static final int CHANNEL = 0;
    private static final int DATA = 1;

    private final JsonCursor cursor = new JsonCursor();
    private final JsonFields envelope = JsonFields.of("channel", "data");
    private final Codes channels = new Codes();
    private final FrameEvents events = new FrameEvents();
    private final HyperliquidBooks books = new HyperliquidBooks(events);
    private final HyperliquidMarket market;
    private final HyperliquidPages pages;
    private final HyperliquidAnswers answers;
    private String stream = "";

    HyperliquidDecoder(Predicate<String> assets) {
        SymbolTable symbols = new SymbolTable(assets, Coins::meaning);
        this.market = new HyperliquidMarket(symbols, events);
        this.pages = new HyperliquidPages(symbols, books, market, events);
        this.answers = new HyperliquidAnswers(symbols, market, events);
    }

    @Override
    public Outcome decode(Frame frame, Consumer<MarketEvent> out) {
        events.begin(frame);
        stream = "";
        try {
            cursor.reset(frame.payload());
            if (frame.source() == Frame.Source.REST) {
                stream = HyperliquidAnswers.word(frame.address());
                answers.read(cursor, frame.address());
                return events.handOn(out);
            }
            envelope.clear().read(cursor);
            cursor.end();
            return message(frame, out);
        } catch (JsonException | IllegalArgumentException e) {
            throw new FrameException(e.getMessage(), e);
        }
    }

    private Outcome message(Frame frame, Consumer<MarketEvent> out) {
        String channel = envelope.has(CHANNEL) ? channels.code(envelope, CHANNEL) : "";
        stream = channel;
        switch (channel) {
            case "trades" -> market.trades(data());
            case "bbo" -> market.bestPrices(data());
            case HyperliquidBooks.STREAM -> pages.book(data(), frame);
            case "activeAssetCtx" -> market.context(data());
            case "subscriptionResponse" -> {
                stream = "ack";
                pages.acknowledged(data(), frame);
                return Outcome.CONTROL;
            }
            default -> {
                return other(channel);
            }
        }
        return events.handOn(out);
    }

    private Outcome other(String channel) {
        if (CONTROL.contains(channel)) {
            return Outcome.CONTROL;
        }
        boolean known = UNUSED.contains(channel);
        stream = known ? channel : "";
        return known ? Outcome.UNUSED : Outcome.UNKNOWN;
    }

    private JsonCursor data() {
        if (!envelope.has(DATA)) {
            throw new JsonException("field 'data' is missing");
        }
        return cursor.reset(envelope.text(), envelope.start(DATA), envelope.end(DATA));
    }

    @Override
    public void closed(String connection, long receivedTime) {
        books.closed(connection, receivedTime);
    }

    @Override
    public void requests(Consumer<Request> to) {
        books.requests(to);
    }

    @Override
    public String stream() {
        return stream;
    }
}
