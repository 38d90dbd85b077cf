package io.basiswatch.collector.book;

import com.fasterxml.jackson.databind.JsonNode;
import io.basiswatch.collector.feed.Frame;
import io.basiswatch.model.Stamp;

/** Books of Bybit's topics {@code orderbook.200} and {@code orderbook.1}. */
final class BybitBooks extends CaptureBooks {
    @Override
    BookAssembler newAssembler(String symbol) {
        int depth = Integer.parseInt(symbol.split("\\.")[1]);
        return new BookAssembler(SyncRule.CONSECUTIVE_FROM_ONE, Reach.window(depth));
    }

    @Override
    void frame(Frame frame, JsonNode message) {
        String topic = message.path("topic").asText();
        if (!topic.startsWith("orderbook.")) {
            return;
        }
        JsonNode data = message.get("data");
        long last = data.get("u").longValue();
        if (message.get("type").textValue().equals("snapshot")) {
            update.snapshot(frame.receivedTime(), last);
        } else {
            update.delta(frame.receivedTime(), Stamp.NO_SEQUENCE, last, Stamp.NO_SEQUENCE);
        }
        rows(data.get("b"), data.get("a"));
        accept(topic);
    }
}
