package io.basiswatch.collector.book;

import com.fasterxml.jackson.databind.JsonNode;
import io.basiswatch.collector.feed.Frame;
import io.basiswatch.model.Stamp;

/** Books of Bitstamp's {@code diff_order_book} with snapshots by REST, put together by their time. */
final class BitstampBooks extends CaptureBooks {
    private static final String CHANNEL = "diff_order_book_";
    private static final String PATH = "/order_book/";

    @Override
    BookAssembler newAssembler(String symbol) {
        return new BookAssembler(SyncRule.TIMED, Reach.WHOLE);
    }

    @Override
    void frame(Frame frame, JsonNode message) {
        String channel = message.path("channel").asText();
        int path = frame.address().indexOf(PATH);
        if (path >= 0 && message.has("microtimestamp")) {
            update.snapshot(frame.receivedTime(), message.get("microtimestamp").asLong());
            rows(message.get("bids"), message.get("asks"));
            accept(frame.address().substring(path + PATH.length()));
        } else if (channel.startsWith(CHANNEL) && message.path("event").asText().equals("data")) {
            JsonNode data = message.get("data");
            long time = data.get("microtimestamp").asLong();
            update.delta(frame.receivedTime(), Stamp.NO_SEQUENCE, time, Stamp.NO_SEQUENCE);
            rows(data.get("bids"), data.get("asks"));
            accept(channel.substring(CHANNEL.length()));
        }
    }
}
