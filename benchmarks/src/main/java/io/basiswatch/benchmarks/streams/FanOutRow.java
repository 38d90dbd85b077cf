package io.basiswatch.benchmarks.streams;

import io.basiswatch.benchmarks.streams.client.Tally;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is told of one round. */
final class FanOutRow {
    private FanOutRow() {}

    static Map<String, Object> of(Tally tally) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("p50_ms", tally.latencies().millisAt(50));
        row.put("p99_ms", tally.latencies().millisAt(99));
        row.put("max_ms", tally.latencies().greatestMillis());
        row.put("broadcast_p50_ms", tally.broadcasts().millisAt(50));
        row.put("broadcast_max_ms", tally.broadcasts().greatestMillis());
        row.put("bytes_per_delivery", tally.bytes() / (double) Math.max(1, tally.deliveries()));
        row.put("conflated", tally.count("conflated"));
        row.put("missing", tally.missing() - tally.count("conflated"));
        row.put("duplicates", tally.duplicates());
        return row;
    }
}
