package io.basiswatch.collector.venue.hyperliquid;

import io.basiswatch.collector.feed.Decoder;
import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.FrameEvents;
import io.basiswatch.collector.feed.FrameException;
import io.basiswatch.collector.feed.Outcome;
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
 * <p>Used: {@code trades}, {@code bbo}, {@code l2Book} where a coin has no {@code bbo}, {@code activeAssetCtx}; over REST
 * {@code meta} and {@code spotMeta}, also with contexts, and {@code fundingHistory}. Liquidations are in no public stream.
 *
 * @see <a href="https://hyperliquid.gitbook.io/hyperliquid-docs/for-developers/api/websocket/subscriptions">Streams</a>
 */
final class HyperliquidDecoder implements Decoder {
    private static final Set<String> CONTROL = Set.of("subscriptionResponse", "pong", "error", "post", "notification");
    private static final Set<String> UNUSED = Set.of(
            "candle", "allMids", "activeSpotAssetCtx", "webData2", "explorerBlock", "explorerTxs", "allDexsAssetCtxs");

    private static final int CHANNEL = 0;
    private static final int DATA = 1;

    private final JsonCursor cursor = new JsonCursor();
    private final JsonFields envelope = JsonFields.of("channel", "data");
    private final FrameEvents events = new FrameEvents();
    private final HyperliquidMarket market;
    private final HyperliquidAnswers answers;

    HyperliquidDecoder(Predicate<String> assets) {
        SymbolTable symbols = new SymbolTable(assets, Coins::meaning);
        this.market = new HyperliquidMarket(symbols, events);
        this.answers = new HyperliquidAnswers(symbols, market, events);
    }

    @Override
    public Outcome decode(Frame frame, Consumer<MarketEvent> out) {
        events.begin(frame);
        try {
            cursor.reset(frame.payload());
            if (frame.source() == Frame.Source.REST) {
                answers.read(cursor, frame.address());
                return events.handOn(out);
            }
            envelope.clear().read(cursor);
            cursor.end();
            return message(out);
        } catch (JsonException | IllegalArgumentException e) {
            throw new FrameException(e.getMessage(), e);
        }
    }

    private Outcome message(Consumer<MarketEvent> out) {
        String channel = envelope.has(CHANNEL) ? envelope.code(CHANNEL) : "";
        if (CONTROL.contains(channel)) {
            return Outcome.CONTROL;
        }
        switch (channel) {
            case "trades" -> market.trades(data());
            case "bbo" -> market.bestPrices(data());
            case "l2Book" -> market.book(data());
            case "activeAssetCtx" -> market.context(data());
            default -> {
                return UNUSED.contains(channel) ? Outcome.UNUSED : Outcome.UNKNOWN;
            }
        }
        return events.handOn(out);
    }

    private JsonCursor data() {
        if (!envelope.has(DATA)) {
            throw new JsonException("field 'data' is missing");
        }
        return cursor.reset(envelope.text(), envelope.start(DATA), envelope.end(DATA));
    }
}
