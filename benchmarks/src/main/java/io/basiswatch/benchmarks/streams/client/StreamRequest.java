package io.basiswatch.benchmarks.streams.client;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What clients ask for.
 *
 * @param servers where: the first, and after each loss the next, round and round
 * @param path with its query
 * @param headers further ones, such as the key
 */
public record StreamRequest(List<InetSocketAddress> servers, String path, Map<String, String> headers) {
    /** On one server of this machine. */
    public static StreamRequest of(int port, String path, Map<String, String> headers) {
        return new StreamRequest(List.of(new InetSocketAddress("127.0.0.1", port)), path, headers);
    }

    byte[] encoded(String lastId) {
        Map<String, String> all = new TreeMap<>(headers);
        all.put("Host", "localhost");
        all.put("Accept", "text/event-stream");
        if (!lastId.isEmpty()) {
            all.put("Last-Event-ID", lastId);
        }
        StringBuilder text = new StringBuilder("GET ").append(path).append(" HTTP/1.1\r\n");
        all.forEach(
                (name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
        return text.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
    }
}
