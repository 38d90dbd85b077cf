package io.basiswatch.collector.venue.krakenspot;

import io.basiswatch.collector.venue.RandomBook;
import io.basiswatch.collector.venue.RandomBook.Level;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/** Books as Kraken writes them, with a checksum made from the venue's own description. */
final class KrakenWire {
    private static final int CHECKED = 10;

    private KrakenWire() {}

    /** A message of v2. */
    static String book(boolean snapshot, String pair, List<Level> bids, List<Level> asks, long checksum) {
        return "{\"channel\":\"book\",\"type\":\"" + (snapshot ? "snapshot" : "update") + "\",\"data\":[{\"symbol\":\""
                + pair + "\",\"bids\":" + rows(bids) + ",\"asks\":" + rows(asks) + ",\"checksum\":" + checksum
                + ",\"timestamp\":\"2026-09-25T17:48:24.880679Z\"}]}";
    }

    private static String rows(List<Level> levels) {
        return levels.stream()
                .map(level -> "{\"price\":" + level.price().toPlainString() + ",\"qty\":"
                        + level.quantity().toPlainString() + "}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    /** A message of v1 over the channel {@code book-10}. */
    static String legacy(boolean snapshot, String pair, List<Level> bids, List<Level> asks, long checksum) {
        String sides = snapshot
                ? "{\"as\":" + legacyRows(asks) + ",\"bs\":" + legacyRows(bids) + "}"
                : "{\"a\":" + legacyRows(asks) + "},{\"b\":" + legacyRows(bids) + ",\"c\":\"" + checksum + "\"}";
        return "[320," + sides + ",\"book-10\",\"" + pair + "\"]";
    }

    private static String legacyRows(List<Level> levels) {
        return levels.stream()
                .map(level -> "[\"" + level.price().toPlainString() + "\",\""
                        + level.quantity().toPlainString() + "\",\"1622714255.963942\"]")
                .collect(Collectors.joining(",", "[", "]"));
    }

    /** The best ten asks, then bids: price and quantity as printed, without dot and leading zeros. */
    static long checksum(List<Level> bids, List<Level> asks) {
        StringBuilder text = new StringBuilder();
        for (List<Level> side : List.of(asks, bids)) {
            side.stream()
                    .limit(CHECKED)
                    .forEach(level -> text.append(digits(level.price().toPlainString()))
                            .append(digits(level.quantity().toPlainString())));
        }
        CRC32 crc = new CRC32();
        crc.update(text.toString().getBytes(StandardCharsets.US_ASCII));
        return crc.getValue();
    }

    private static String digits(String number) {
        return number.replace(".", "").replaceFirst("^0+", "");
    }

    /** The answer to a subscription. */
    static String subscribed(String pair, int depth) {
        return "{\"method\":\"subscribe\",\"result\":{\"channel\":\"book\",\"depth\":" + depth
                + ",\"snapshot\":true,\"symbol\":\"" + pair + "\"},\"success\":true,"
                + "\"time_in\":\"2026-09-25T17:48:24.745996Z\",\"time_out\":\"2026-09-25T17:48:24.746032Z\"}";
    }

    /** What {@link io.basiswatch.collector.venue.LossyStream} sends over v2. */
    static String write(RandomBook.Rows rows, RandomBook.Rows book, boolean snapshot, int step, long place) {
        return book(snapshot, "BTC/USD", rows.bids(), rows.asks(), checksum(book.bids(), book.asks()));
    }

    /** The same over v1. */
    static String writeLegacy(RandomBook.Rows rows, RandomBook.Rows book, boolean snapshot, int step, long place) {
        return legacy(snapshot, "XBT/USD", rows.bids(), rows.asks(), checksum(book.bids(), book.asks()));
    }
}
