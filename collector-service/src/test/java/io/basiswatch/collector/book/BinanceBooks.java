package io.basiswatch.collector.book;

import com.fasterxml.jackson.databind.JsonNode;
import io.basiswatch.collector.feed.Frame;
import io.basiswatch.model.Stamp;
import java.util.HashMap;
import java.util.Map;

/** Books of Binance: depth streams, depth snapshots by REST, and {@code bookTicker}s of the same update to compare with. */
final class BinanceBooks extends CaptureBooks {
    private static final String SYMBOL_PARAMETER = "symbol=";

    private final SyncRule rule;
    private final String onlySymbol;
    private final Map<String, Map<Long, double[]>> quotes = new HashMap<>();

    /**
     * Follows the books of a capture.
     *
     * @param onlySymbol the symbol of REST answers that do not name one
     */
    BinanceBooks(SyncRule rule, String onlySymbol) {
        this.rule = rule;
        this.onlySymbol = onlySymbol;
    }

    @Override
    BookAssembler newAssembler(String symbol) {
        return new BookAssembler(rule, Reach.snapshot(1_000));
    }

    @Override
    void frame(Frame frame, JsonNode message) {
        if (message.has("lastUpdateId")) {
            update.snapshot(frame.receivedTime(), message.get("lastUpdateId").longValue());
            rows(message.get("bids"), message.get("asks"));
            accept(symbol(frame.address()));
            return;
        }
        JsonNode data = message.path("data");
        String stream = message.path("stream").asText();
        if (stream.contains("@depth")) {
            depth(frame, data);
        } else if (stream.endsWith("@bookTicker")) {
            double[] quote = {data.get("b").asDouble(), data.get("a").asDouble()};
            quotesOf(data).put(data.get("u").longValue(), quote);
        }
    }

    private void depth(Frame frame, JsonNode data) {
        String symbol = data.get("s").textValue();
        long last = data.get("u").longValue();
        long previous = data.path("pu").asLong(Stamp.NO_SEQUENCE);
        update.delta(frame.receivedTime(), data.get("U").longValue(), last, previous);
        rows(data.get("b"), data.get("a"));
        Effect effect = accept(symbol);
        double[] quote = quotesOf(data).get(last);
        if (quote != null && effect == Effect.CHANGED) {
            compareTop(symbol, quote[0], quote[1]);
        }
    }

    private Map<Long, double[]> quotesOf(JsonNode data) {
        return quotes.computeIfAbsent(data.get("s").textValue(), symbol -> new HashMap<>());
    }

    private String symbol(String url) {
        int at = url.indexOf(SYMBOL_PARAMETER);
        return at < 0
                ? onlySymbol
                : url.substring(at + SYMBOL_PARAMETER.length()).split("&")[0];
    }
}
