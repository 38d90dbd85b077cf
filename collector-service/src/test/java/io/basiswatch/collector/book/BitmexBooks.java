package io.basiswatch.collector.book;

import com.fasterxml.jackson.databind.JsonNode;
import io.basiswatch.collector.feed.Frame;
import io.basiswatch.model.Stamp;
import java.util.HashMap;
import java.util.Map;

/** Books of BitMEX' table {@code orderBookL2}, whose changes name a level by its id only. */
final class BitmexBooks extends CaptureBooks {
    private final Map<String, Double> prices = new HashMap<>();

    @Override
    BookAssembler newAssembler(String symbol) {
        return new BookAssembler(SyncRule.UNNUMBERED, Reach.WHOLE);
    }

    @Override
    void frame(Frame frame, JsonNode message) {
        if (!message.path("table").asText().equals("orderBookL2")
                || message.get("data").isEmpty()) {
            return;
        }
        String action = message.get("action").textValue();
        String symbol = message.get("data").get(0).get("symbol").textValue();
        if (action.equals("partial")) {
            update.snapshot(frame.receivedTime(), Stamp.NO_SEQUENCE);
        } else {
            update.delta(frame.receivedTime(), Stamp.NO_SEQUENCE, Stamp.NO_SEQUENCE, Stamp.NO_SEQUENCE);
        }
        message.get("data").forEach(row -> row(row, action));
        accept(symbol);
    }

    private void row(JsonNode row, String action) {
        String id = row.get("symbol").textValue() + row.get("id").longValue();
        if (row.has("price")) {
            prices.put(id, row.get("price").doubleValue());
        }
        double quantity = action.equals("delete") ? 0 : row.get("size").doubleValue();
        if (row.get("side").textValue().equals("Buy")) {
            update.bid(prices.get(id), quantity);
        } else {
            update.ask(prices.get(id), quantity);
        }
    }
}
