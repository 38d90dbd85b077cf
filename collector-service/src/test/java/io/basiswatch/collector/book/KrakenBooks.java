package io.basiswatch.collector.book;

import com.fasterxml.jackson.databind.JsonNode;
import io.basiswatch.collector.feed.Frame;
import io.basiswatch.model.Stamp;

/** Books of Kraken spot in its first protocol: {@code [id, {as, bs} | {a, c} [, {b, c}], "book-1000", pair]}. */
final class KrakenBooks extends CaptureBooks {
    @Override
    BookAssembler newAssembler(String symbol) {
        return new BookAssembler(SyncRule.UNNUMBERED, Reach.window(1_000), BookChecksum.digitsOfTopTen());
    }

    @Override
    void frame(Frame frame, JsonNode message) {
        if (!message.isArray() || !message.get(message.size() - 2).asText().startsWith("book-")) {
            return;
        }
        if (message.get(1).has("as")) {
            update.snapshot(frame.receivedTime(), Stamp.NO_SEQUENCE);
            printedRows(message.get(1).get("bs"), message.get(1).get("as"));
        } else {
            update.delta(frame.receivedTime(), Stamp.NO_SEQUENCE, Stamp.NO_SEQUENCE, Stamp.NO_SEQUENCE);
            for (int part = 1; part < message.size() - 2; part++) {
                JsonNode changes = message.get(part);
                printedRows(changes.path("b"), changes.path("a"));
                if (changes.has("c")) {
                    update.checksum(Long.parseLong(changes.get("c").textValue()));
                }
            }
        }
        accept(message.get(message.size() - 1).textValue());
    }
}
