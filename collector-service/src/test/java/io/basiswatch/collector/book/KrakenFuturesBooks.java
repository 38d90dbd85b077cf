package io.basiswatch.collector.book;

import com.fasterxml.jackson.databind.JsonNode;
import io.basiswatch.collector.feed.Frame;
import io.basiswatch.model.Stamp;

/** Books of Kraken Futures: the whole book, then one level per message. */
final class KrakenFuturesBooks extends CaptureBooks {
    @Override
    BookAssembler newAssembler(String symbol) {
        return new BookAssembler(SyncRule.CONSECUTIVE, Reach.WHOLE);
    }

    @Override
    void frame(Frame frame, JsonNode message) {
        String feed = message.path("feed").asText();
        if (feed.equals("book_snapshot")) {
            update.snapshot(frame.receivedTime(), message.get("seq").longValue());
            message.get("bids").forEach(row -> update.bid(price(row), quantity(row)));
            message.get("asks").forEach(row -> update.ask(price(row), quantity(row)));
            accept(message.get("product_id").textValue());
        } else if (feed.equals("book") && message.has("seq")) {
            update.delta(
                    frame.receivedTime(), Stamp.NO_SEQUENCE, message.get("seq").longValue(), Stamp.NO_SEQUENCE);
            if (message.get("side").textValue().equals("buy")) {
                update.bid(price(message), quantity(message));
            } else {
                update.ask(price(message), quantity(message));
            }
            accept(message.get("product_id").textValue());
        }
    }

    private static double price(JsonNode row) {
        return row.get("price").doubleValue();
    }

    private static double quantity(JsonNode row) {
        return row.get("qty").doubleValue();
    }
}
