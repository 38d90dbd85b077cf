package io.basiswatch.indicator.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.indicator.IndicatorEngine;
import io.basiswatch.indicator.Market;
import io.basiswatch.indicator.RandomLog;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.ValueReceipt;
import io.basiswatch.model.wire.ReceiptJson;
import io.basiswatch.model.wire.ValueJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What values were made of: kept beside them, as long as it is to be kept, and no longer. */
class ReceiptRowsTest {
    private static final Series SERIES = Series.parse("ETH:spot_index:usd");
    private static final long MINUTE = Resolution.MINUTE.micros();
    private static final long DAY = Resolution.DAY.micros();

    private static Stores stores;

    @BeforeAll
    static void start() throws Exception {
        stores = new Stores(RedisServers.plain());
    }

    @AfterAll
    static void stop() throws Exception {
        stores.close();
    }

    @BeforeEach
    void clear() throws Exception {
        stores.clear();
    }

    private static StoreOptions options(Duration receipts, Duration values) {
        return new StoreOptions(
                StoreOptions.defaults().redis(), new Retention(receipts, Retention.ENDLESS, Retention.ENDLESS), values);
    }

    /** Everything that a random market gives, by asset and instant. */
    private static List<InstantValues> market() {
        Market market = new Market();
        RandomLog.events(8, 400).forEach(market::take);
        Map<String, List<IndicatorValue>> byInstant = market.values().stream()
                .collect(Collectors.groupingBy(
                        value -> "%016d %s".formatted(value.knownAt(), value.asset()),
                        TreeMap::new,
                        Collectors.toList()));
        return byInstant.values().stream()
                .map(values -> new InstantValues(
                        values.getFirst().asset(),
                        Resolution.SECOND.floor(values.getFirst().knownAt()),
                        values))
                .toList();
    }

    private static List<String> said(List<InstantValues> instants) {
        return instants.stream()
                .flatMap(instant -> instant.values().stream())
                .filter(value -> value.resolution() != Resolution.SECOND)
                .map(ValueJson::write)
                .sorted()
                .toList();
    }

    @Test
    void everyValueHasTheReceiptThatWasPublished() throws Exception {
        // Given what a market gives
        List<InstantValues> instants = market();
        assertThat(said(instants)).hasSizeGreaterThan(100);

        // When it is written, and partly once more as after a restart
        stores.writer().write(instants);
        stores.execute("truncate indicator_series");
        stores.flush();
        stores.writer().write(instants.subList(instants.size() / 2, instants.size()));

        // Then each has its receipt once, to the last character, and the row tells the same as far as it goes
        assertThat(stores.rows("select receipt from value_receipt").stream()
                        .map(ReceiptJson::read)
                        .peek(receipt -> assertThat(receipt)
                                .isEqualTo(ValueReceipt.of(receipt.value(), IndicatorEngine.ARITHMETIC)))
                        .map(receipt -> ValueJson.write(receipt.value()))
                        .sorted()
                        .toList())
                .isEqualTo(said(instants));
        List<String> bare = stores.rows("select bare_value(v) from indicator_value v");
        Map<String, IndicatorValue> rows =
                bare.stream().map(ValueJson::read).collect(Collectors.toMap(ReceiptRowsTest::place, value -> value));
        assertThat(rows).hasSize(said(instants).size());
        said(instants).forEach(json -> {
            IndicatorValue value = ValueJson.read(json);
            assertThat(rows.get(place(value))).isEqualTo(withoutInputs(value));
        });
        assertThat(stores.rows("select count(*) from indicator_value v join value_receipt r"
                        + " using (series, resolution, time, derived_from, revision)"
                        + " where v.fingerprint = sha256(convert_to("
                        + "regexp_replace(r.receipt::text, ',\"engine\":\"[^}]*}$', '}'), 'UTF8'))"))
                .containsExactly(Integer.toString(rows.size()));
    }

    private static String place(IndicatorValue value) {
        return value.series() + " " + value.resolution() + " " + value.time() + " " + value.revision();
    }

    private static IndicatorValue withoutInputs(IndicatorValue value) {
        return new IndicatorValue(
                value.series(),
                value.version(),
                value.resolution(),
                value.time(),
                value.value(),
                value.unit(),
                value.quality(),
                value.reasons(),
                value.knownAt(),
                value.revision(),
                List.of(),
                value.attributes());
    }

    private static InstantValues minute(long start, double number) {
        return new InstantValues(
                "ETH", start + MINUTE, List.of(Stores.value(SERIES, Resolution.MINUTE, start, number, 0)));
    }

    @Test
    void receiptsGoByWholeMonthsAndTheirValuesStay() throws Exception {
        // Given a value of each tenth day of half a year, of a store that keeps receipts for 60 days
        IndicatorWriter writer = stores.writer(options(Duration.ofDays(60), Retention.ENDLESS), stores.database());
        List<Integer> days = new ArrayList<>();
        for (int day = 0; day < 180; day += 10) {
            writer.write(List.of(minute(Market.START + day * DAY, day)));
            days.add(day);
        }

        // When the day's chores are done
        stores.doChores();

        // Then the last day is 19 August, so 20 June is the first whose receipt must be there; May is gone with all
        // before it
        assertThat(stores.rows("select inhrelid::regclass from pg_inherits"
                        + " where inhparent = 'indicator_receipt_1m'::regclass order by 1::text"))
                .contains(
                        "indicator_receipt_1m_2026_06", "indicator_receipt_1m_2026_08", "indicator_receipt_1m_2026_10")
                .doesNotContain("indicator_receipt_1m_2026_05", "indicator_receipt_1m_2026_03");
        assertThat(stores.rows("select min(time) >= '2026-06-01' from value_receipt"))
                .containsExactly("t");
        assertThat(stores.rows("select value from indicator_value order by time"))
                .hasSize(days.size());

        // And one that comes so late is kept without
        writer.write(List.of(new InstantValues(
                "BTC",
                Market.START + 180 * DAY,
                List.of(Stores.value(
                        Series.parse("BTC:spot_index:usd"), Resolution.MINUTE, Market.START + MINUTE, 1, 0)))));
        assertThat(stores.rows("select count(*) from indicator_value where asset = 'BTC'"))
                .containsExactly("1");
        assertThat(stores.rows("select count(*) from value_receipt where asset = 'BTC'"))
                .containsExactly("0");
    }

    @Test
    void valuesAreKeptForeverUnlessSaidOtherwise() throws Exception {
        // Given a value of March 2026, and one of three years later
        IndicatorWriter writer = stores.writer(options(Duration.ofDays(60), Duration.ofDays(500)), stores.database());
        writer.write(List.of(minute(Market.START, 1)));
        writer.write(List.of(minute(Market.START + 1_096 * DAY, 2)));

        // When the day's chores are done by a store that keeps 500 days
        stores.doChores();

        // Then the first is gone, and a store that keeps all would have kept it
        assertThat(stores.rows("select value from indicator_value")).containsExactly("2");
        stores.clear();
        writer = stores.writer(options(Duration.ofDays(60), Retention.ENDLESS), stores.database());
        writer.write(List.of(minute(Market.START, 1)));
        writer.write(List.of(minute(Market.START + 1_096 * DAY, 2)));
        stores.doChores();
        assertThat(stores.rows("select value from indicator_value")).containsExactlyInAnyOrder("1", "2");
    }

    @Test
    void partitionsOfThreeMonthsAreThereBeforeAnyValueIs() throws Exception {
        // When a service begins on 2 March 2026
        stores.writer();

        // Then March, April and May are there
        for (String parent :
                List.of("indicator_value", "indicator_receipt_1m", "indicator_receipt_1h", "indicator_receipt_1d")) {
            assertThat(stores.rows(
                            "select inhrelid::regclass from pg_inherits where inhparent = '" + parent + "'::regclass"))
                    .contains(parent + "_2026_03", parent + "_2026_04", parent + "_2026_05");
        }

        // And once values of April come, June follows by itself
        IndicatorWriter writer = stores.writer();
        writer.write(List.of(minute(Market.micros("2026-04-30T00:00:00Z"), 1)));
        stores.doChores();
        assertThat(stores.rows(
                        "select inhrelid::regclass from pg_inherits where inhparent = 'indicator_value'::regclass"))
                .contains("indicator_value_2026_06");
    }
}
