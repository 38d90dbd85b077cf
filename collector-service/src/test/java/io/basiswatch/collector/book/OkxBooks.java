package io.basiswatch.collector.book;

import com.fasterxml.jackson.databind.JsonNode;
import io.basiswatch.collector.feed.Frame;
import io.basiswatch.model.Stamp;

/** Books of OKX' channel {@code books}; captures of before 2023 have checksums and no ids. */
final class OkxBooks extends CaptureBooks {
    @Override
    BookAssembler newAssembler(String symbol) {
        return new BookAssembler(SyncRule.PREVIOUS_ID, Reach.window(400), BookChecksum.alternatingTop25());
    }

    @Override
    void frame(Frame frame, JsonNode message) {
        if (!message.path("arg").path("channel").asText().equals("books") || !message.has("data")) {
            return;
        }
        for (JsonNode data : message.get("data")) {
            long last = data.path("seqId").asLong(Stamp.NO_SEQUENCE);
            if (message.get("action").textValue().equals("snapshot")) {
                update.snapshot(frame.receivedTime(), last);
            } else {
                long previous = data.path("prevSeqId").asLong(Stamp.NO_SEQUENCE);
                update.delta(frame.receivedTime(), Stamp.NO_SEQUENCE, last, previous);
            }
            printedRows(data.get("bids"), data.get("asks"));
            update.checksum(data.get("checksum").longValue());
            accept(message.get("arg").get("instId").textValue());
        }
    }
}
