package io.basiswatch.collector.venue.coinbase;

import io.basiswatch.collector.venue.RandomBook;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Messages as Coinbase writes them. */
final class CoinbaseWire {
    static final String TIME = "2026-08-09T21:05:48.483587501Z";

    private CoinbaseWire() {}

    /** A message of Advanced Trade; {@code rows} such as {@code bid 100 1.5}. */
    static String levels(long number, boolean snapshot, String product, String... rows) {
        String updates = Stream.of(rows).map(CoinbaseWire::row).collect(Collectors.joining(","));
        return envelope(
                number,
                "l2_data",
                "{\"type\":\"" + (snapshot ? "snapshot" : "update") + "\",\"product_id\":\"" + product
                        + "\",\"updates\":[" + updates + "]}");
    }

    private static String row(String row) {
        String[] parts = row.split(" ");
        return "{\"side\":\"" + parts[0] + "\",\"event_time\":\"" + TIME + "\",\"price_level\":\"" + parts[1]
                + "\",\"new_quantity\":\"" + parts[2] + "\"}";
    }

    static String envelope(long number, String channel, String events) {
        return "{\"channel\":\"" + channel + "\",\"client_id\":\"\",\"timestamp\":\"" + TIME + "\",\"sequence_num\":"
                + number + ",\"events\":[" + events + "]}";
    }

    static String heartbeat(long number) {
        return envelope(number, "heartbeats", "{\"heartbeat_counter\":" + number + "}");
    }

    static String acknowledgement(long number) {
        return envelope(number, "subscriptions", "{\"subscriptions\":{\"level2\":[\"BTC-USD\"]}}");
    }

    /** What {@link io.basiswatch.collector.venue.LossyStream} sends. */
    static String advanced(RandomBook.Rows rows, RandomBook.Rows book, boolean snapshot, int step, long place) {
        Stream<String> bids = rows.bids().stream()
                .map(level -> "bid " + level.price().toPlainString() + ' '
                        + level.quantity().toPlainString());
        Stream<String> asks = rows.asks().stream()
                .map(level -> "offer " + level.price().toPlainString() + ' '
                        + level.quantity().toPlainString());
        return levels(place, snapshot, "BTC-USD", Stream.concat(asks, bids).toArray(String[]::new));
    }

    static String change(String product, String side, String price, String quantity) {
        return "{\"type\":\"l2update\",\"product_id\":\"" + product + "\",\"changes\":[[\"" + side + "\",\"" + price
                + "\",\"" + quantity + "\"]],\"time\":\"2021-06-02T09:02:09.048568Z\"}";
    }

    static String snapshot(String product, List<String> bids, List<String> asks) {
        return "{\"type\":\"snapshot\",\"product_id\":\"" + product + "\",\"asks\":" + rows(asks) + ",\"bids\":"
                + rows(bids) + "}";
    }

    private static String rows(List<String> prices) {
        return prices.stream().map(price -> "[\"" + price + "\",\"1\"]").collect(Collectors.joining(",", "[", "]"));
    }
}
