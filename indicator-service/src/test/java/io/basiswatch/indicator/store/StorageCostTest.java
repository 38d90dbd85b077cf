package io.basiswatch.indicator.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.indicator.Market;
import io.basiswatch.indicator.RandomLog;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.wire.ValueJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What a stored value costs in PostgreSQL, in bytes: printed, and bounded. With {@code -Dstorage.values=FILE}, of the minutes in
 * a {@code values.ndjson} of {@code replay}; without it of a random market, whose values have fewer inputs than real ones. The
 * minutes are repeated as if the market went on, so that pages and indexes are full.
 */
class StorageCostTest {
    private static final int VALUES = Integer.getInteger("storage.count", 20_000);
    private static final long MINUTE = Resolution.MINUTE.micros();

    private static Stores stores;

    @BeforeAll
    static void start() throws Exception {
        stores = new Stores(RedisServers.plain());
    }

    @AfterAll
    static void stop() throws Exception {
        stores.close();
    }

    private static List<IndicatorValue> given() throws IOException {
        String file = System.getProperty("storage.values", "");
        if (file.isEmpty()) {
            Market market = new Market();
            RandomLog.events(8, 700).forEach(market::take);
            return minutes(market.values().stream());
        }
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            return minutes(lines.map(ValueJson::read));
        }
    }

    private static List<IndicatorValue> minutes(Stream<IndicatorValue> values) {
        return values.filter(value -> value.resolution() == Resolution.MINUTE
                        && value.derivedFrom().isEmpty())
                .toList();
    }

    private static IndicatorValue later(IndicatorValue value, long micros) {
        return new IndicatorValue(
                value.series(),
                value.version(),
                value.resolution(),
                value.time() + micros,
                value.value(),
                value.unit(),
                value.quality(),
                value.reasons(),
                value.knownAt() + micros,
                value.revision(),
                value.inputs(),
                value.attributes(),
                value.constituents());
    }

    @Test
    void aValueCostsWhatIsSaid() throws Exception {
        // Given the minutes of a market, over and over
        List<IndicatorValue> once = given();
        long first = once.stream().mapToLong(IndicatorValue::time).min().orElseThrow();
        long last = once.stream().mapToLong(IndicatorValue::time).max().orElseThrow();
        long text = once.stream()
                .mapToLong(value -> ValueJson.write(value).getBytes(StandardCharsets.UTF_8).length)
                .sum();
        IndicatorWriter writer = stores.writer();

        // When they are written, an instant after the other
        long written = 0;
        for (int turn = 0; written < VALUES; turn++) {
            long shift = turn * (last - first + MINUTE);
            Map<Long, List<IndicatorValue>> byInstant = once.stream()
                    .map(value -> later(value, shift))
                    .collect(Collectors.groupingBy(IndicatorValue::knownAt, TreeMap::new, Collectors.toList()));
            writer.write(byInstant.values().stream()
                    .flatMap(values -> instants(values).stream())
                    .toList());
            written += once.size();
        }

        // Then each costs as many bytes
        double values = Long.parseLong(
                stores.rows("select count(*) from indicator_value").getFirst());
        double row = size("pg_table_size", "indicator_value") / values;
        double index = size("pg_indexes_size", "indicator_value") / values;
        double receipt = size("pg_total_relation_size", "indicator_receipt_1m") / values;
        System.out.printf(
                "%,.0f values of %d assets: %.0f bytes each as text; row %.0f, its index %.0f, receipt %.0f bytes%n",
                values,
                once.stream().map(IndicatorValue::asset).distinct().count(),
                (double) text / once.size(),
                row,
                index,
                receipt);
        for (String method : List.of("pglz", "lz4")) {
            if (hasMethod(method)) {
                System.out.printf(
                        "receipts by asset and minute, %s: %.0f bytes%n", method, compressed(method, true) / values);
            } else {
                System.out.println("NOT RUN: receipts compressed by " + method + ": this server was built without it");
            }
        }
        System.out.printf("receipts by value, a row each: %.0f bytes%n", compressed("pglz", false) / values);
        assertThat(receipt).isLessThan(0.6 * text / once.size());
        assertThat(row + index).isLessThan(600);
    }

    private static List<InstantValues> instants(List<IndicatorValue> values) {
        return values.stream()
                .collect(Collectors.groupingBy(IndicatorValue::asset, TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(entry -> new InstantValues(
                        entry.getKey(),
                        Resolution.SECOND.floor(entry.getValue().getFirst().knownAt()),
                        entry.getValue()))
                .toList();
    }

    /** Of all partitions. */
    private static double size(String function, String parent) throws Exception {
        return Double.parseDouble(stores.rows("select sum(" + function
                        + "(inhrelid)) from pg_inherits where inhparent = '" + parent + "'::regclass")
                .getFirst());
    }

    private static boolean hasMethod(String method) throws Exception {
        return stores.rows("select enumvals::text from pg_settings where name = 'default_toast_compression'")
                .getFirst()
                .contains(method);
    }

    /** The same receipts in another form. */
    private static double compressed(String method, boolean together) throws Exception {
        stores.execute("drop table if exists other");
        stores.execute(
                together
                        ? "create table other (asset text, time timestamptz, receipts text)"
                        : "create table other (time timestamptz, number bigint, receipts text)");
        stores.execute("alter table other alter column receipts set compression " + method);
        stores.execute(
                together
                        ? "insert into other select asset, time, receipts::text from indicator_receipt"
                        : "insert into other select time, row_number() over (), receipt::text from value_receipt");
        stores.execute("create index on other (" + (together ? "asset, time" : "time, number") + ")");
        return Double.parseDouble(
                stores.rows("select pg_total_relation_size('other')").getFirst());
    }
}
