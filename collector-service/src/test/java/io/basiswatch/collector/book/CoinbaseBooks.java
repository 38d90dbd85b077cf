package io.basiswatch.collector.book;

import com.fasterxml.jackson.databind.JsonNode;
import io.basiswatch.collector.feed.Frame;
import io.basiswatch.model.Stamp;

/** Books of Coinbase: Advanced Trade with the connection's number in every message, and the Exchange feed without any. */
final class CoinbaseBooks extends CaptureBooks {
    @Override
    BookAssembler newAssembler(String symbol) {
        return new BookAssembler(SyncRule.UNNUMBERED, Reach.WHOLE);
    }

    @Override
    void frame(Frame frame, JsonNode message) {
        if (message.has("sequence_num")) {
            number(message.get("sequence_num").longValue());
        }
        if (message.path("channel").asText().equals("l2_data")) {
            message.get("events").forEach(event -> advanced(frame, event));
        } else if (message.path("type").asText().equals("snapshot")) {
            begin(frame, true);
            rows(message.get("bids"), message.get("asks"));
            accept(message.get("product_id").textValue());
        } else if (message.path("type").asText().equals("l2update")) {
            begin(frame, false);
            message.get("changes").forEach(row -> row(row.get(0), row.get(1), row.get(2)));
            accept(message.get("product_id").textValue());
        }
    }

    private void advanced(Frame frame, JsonNode event) {
        begin(frame, event.get("type").textValue().equals("snapshot"));
        event.get("updates").forEach(row -> row(row.get("side"), row.get("price_level"), row.get("new_quantity")));
        accept(event.get("product_id").textValue());
    }

    private void begin(Frame frame, boolean snapshot) {
        if (snapshot) {
            update.snapshot(frame.receivedTime(), Stamp.NO_SEQUENCE);
        } else {
            update.delta(frame.receivedTime(), Stamp.NO_SEQUENCE, Stamp.NO_SEQUENCE, Stamp.NO_SEQUENCE);
        }
    }

    private void row(JsonNode side, JsonNode price, JsonNode quantity) {
        if (side.textValue().equals("bid") || side.textValue().equals("buy")) {
            update.bid(price.asDouble(), quantity.asDouble());
        } else {
            update.ask(price.asDouble(), quantity.asDouble());
        }
    }
}
