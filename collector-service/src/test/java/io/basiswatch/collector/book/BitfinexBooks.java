package io.basiswatch.collector.book;

import com.fasterxml.jackson.databind.JsonNode;
import io.basiswatch.collector.feed.Frame;
import io.basiswatch.model.Stamp;
import java.util.HashMap;
import java.util.Map;

/** Books of Bitfinex with the sequence flag: every array's last element is the connection's number. */
final class BitfinexBooks extends CaptureBooks {
    private final Map<Integer, String> symbols = new HashMap<>();

    @Override
    BookAssembler newAssembler(String symbol) {
        return new BookAssembler(SyncRule.UNNUMBERED, Reach.window(100));
    }

    @Override
    void frame(Frame frame, JsonNode message) {
        if (message.path("event").asText().equals("subscribed")
                && message.get("channel").textValue().equals("book")) {
            symbols.put(message.get("chanId").intValue(), message.get("symbol").textValue());
        }
        if (!message.isArray() || frame.source() != Frame.Source.WEBSOCKET) {
            return;
        }
        number(message.get(message.size() - 1).longValue());
        String symbol = symbols.get(message.get(0).intValue());
        JsonNode body = message.get(1);
        if (symbol == null || !body.isArray()) {
            return;
        }
        if (body.get(0).isArray()) {
            update.snapshot(frame.receivedTime(), Stamp.NO_SEQUENCE);
            body.forEach(this::row);
        } else {
            update.delta(frame.receivedTime(), Stamp.NO_SEQUENCE, Stamp.NO_SEQUENCE, Stamp.NO_SEQUENCE);
            row(body);
        }
        accept(symbol);
    }

    /** {@code [price, count, amount]}: the sign of the amount is the side, a count of 0 removes. */
    private void row(JsonNode row) {
        double amount = row.get(2).doubleValue();
        double quantity = row.get(1).intValue() == 0 ? 0 : Math.abs(amount);
        if (amount > 0) {
            update.bid(row.get(0).doubleValue(), quantity);
        } else {
            update.ask(row.get(0).doubleValue(), quantity);
        }
    }
}
