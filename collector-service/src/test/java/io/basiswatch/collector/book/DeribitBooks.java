package io.basiswatch.collector.book;

import com.fasterxml.jackson.databind.JsonNode;
import io.basiswatch.collector.feed.Frame;
import io.basiswatch.model.Stamp;

/** Books of Deribit's channel {@code book.….raw}. */
final class DeribitBooks extends CaptureBooks {
    @Override
    BookAssembler newAssembler(String symbol) {
        return new BookAssembler(SyncRule.PREVIOUS_ID, Reach.WHOLE);
    }

    @Override
    void frame(Frame frame, JsonNode message) {
        JsonNode params = message.path("params");
        if (!params.path("channel").asText().startsWith("book.")) {
            return;
        }
        JsonNode data = params.get("data");
        long last = data.get("change_id").longValue();
        if (data.get("type").textValue().equals("snapshot")) {
            update.snapshot(frame.receivedTime(), last);
        } else {
            long previous = data.get("prev_change_id").longValue();
            update.delta(frame.receivedTime(), Stamp.NO_SEQUENCE, last, previous);
        }
        data.get("bids").forEach(row -> update.bid(row.get(1).doubleValue(), quantity(row)));
        data.get("asks").forEach(row -> update.ask(row.get(1).doubleValue(), quantity(row)));
        accept(data.get("instrument_name").textValue());
    }

    private static double quantity(JsonNode row) {
        return row.get(0).textValue().equals("delete") ? 0 : row.get(2).doubleValue();
    }
}
