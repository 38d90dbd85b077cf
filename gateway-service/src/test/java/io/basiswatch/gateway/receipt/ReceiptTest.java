package io.basiswatch.gateway.receipt;

import static io.basiswatch.gateway.testing.Values.OTHER_SPREAD;
import static io.basiswatch.gateway.testing.Values.SPREAD;
import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.gateway.testing.Client;
import io.basiswatch.gateway.testing.Client.Answer;
import io.basiswatch.gateway.testing.RedisWire;
import io.basiswatch.gateway.testing.Servers;
import io.basiswatch.gateway.testing.StoredRows;
import io.basiswatch.gateway.testing.Values;
import io.basiswatch.model.Constituents;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Input;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.Unit;
import io.basiswatch.model.ValueReceipt;
import io.basiswatch.model.wire.ReceiptJson;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Receipts of stored values, from the store as the indicator service writes it. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
class ReceiptTest {
    /** Midnight of 9 August 2024. */
    private static final long TIME = 1_723_161_600_000L;

    private static final long MINUTE = Resolution.MINUTE.millis();
    private static final long HOUR = Resolution.HOUR.millis();
    private static final long DAY = Resolution.DAY.millis();
    private static final String RECEIPT = "/v1/indicators/test_spread_pct/receipt?asset=ETH";
    private static final String OF_SPREAD = RECEIPT + "&dimension=" + SPREAD.dimension();

    @TestHTTPResource
    URL gateway;

    private RedisWire redis;
    private Client client;

    @BeforeEach
    void fill() {
        redis = Servers.redis();
        Values values = new Values(redis);
        values.clear();
        StoredRows.clear();
        // The asset's series are known to the view.
        values.store(SPREAD, TIME, 1);
        values.store(OTHER_SPREAD, TIME, 1);
        client = Client.admitted(gateway);
    }

    @AfterEach
    void disconnect() {
        Servers.postgresDoor().reopen();
        redis.close();
    }

    private static IndicatorValue value(
            Series series, Resolution resolution, long time, OptionalDouble number, long knownAt, long observations) {
        return new IndicatorValue(
                series,
                1,
                resolution,
                time * 1_000,
                number,
                Unit.PERCENT,
                number.isPresent() ? Quality.OK : Quality.ABSENT,
                number.isPresent() ? List.of() : List.of("no quote"),
                knownAt * 1_000,
                0,
                List.of(new Input("alpha:ETH-USDT", "mid", -0.0, time * 1_000, time * 1_000 + 7, 1e-7, "")),
                Map.of("n_obs", observations));
    }

    private static IndicatorValue minute(int minute, double number, long knownAt) {
        return value(SPREAD, Resolution.MINUTE, TIME + minute * MINUTE, OptionalDouble.of(number), knownAt, 60);
    }

    private static Constituents.Point point(long time, double number, long weight) {
        return new Constituents.Point(time * 1_000, number, weight);
    }

    /** An hour's value that refers to these minutes. */
    private static IndicatorValue hour(double number, long knownAt, double... minutes) {
        List<Constituents.Point> points = IntStream.range(0, minutes.length)
                .mapToObj(minute -> point(TIME + minute * MINUTE, minutes[minute], 1))
                .toList();
        return value(SPREAD, Resolution.HOUR, TIME, OptionalDouble.of(number), knownAt, minutes.length)
                .madeOf(List.of(Constituents.of(SPREAD, Resolution.MINUTE, TIME * 1_000, (TIME + HOUR) * 1_000, points)
                        .referred()));
    }

    private ValueReceipt receipt(String query) {
        Answer answer = client.get(query);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return ReceiptJson.read(answer.body());
    }

    @Test
    void isWhatWasStoredToTheLastBitWithItsDefinition() {
        // Given a minute of seconds
        IndicatorValue minute = minute(1, 1.0 / 3, TIME + 2 * MINUTE)
                .madeOf(List.of(Constituents.of(
                        SPREAD,
                        Resolution.SECOND,
                        (TIME + MINUTE) * 1_000,
                        (TIME + 2 * MINUTE) * 1_000,
                        List.of(point(TIME + MINUTE, 1e-17, 1), point(TIME + MINUTE + 3_000, 2.0 / 3, 1)))));
        StoredRows.insert(minute);

        // When its receipt is asked for
        Answer answer = client.get(OF_SPREAD + "&time=2024-08-09T00:01:00Z");

        // Then it is the value with what was stated of it, and the definition
        assertThat(ReceiptJson.read(answer.body())).isEqualTo(ValueReceipt.of(minute, StoredRows.ENGINE));
        assertThat(answer.json().getJsonObject("definition").getString("formula"))
                .isEqualTo("a - b");
        assertThat(answer.json().getJsonObject("definition").getString("window"))
                .isNotBlank();

        // And whoever has it already need not get it again
        assertThat(client.with("If-None-Match", answer.header("ETag"))
                        .get(OF_SPREAD + "&time=" + (TIME + MINUTE))
                        .status())
                .isEqualTo(304);
    }

    @Test
    void whatItRefersToIsFilledInAsItWasKnownThen() {
        // Given an hour of two minutes, of which one was corrected later, and with it the hour
        long first = TIME + HOUR;
        long later = first + 5_000;
        StoredRows.insert(
                minute(0, 1, TIME + MINUTE),
                minute(1, 2, TIME + 2 * MINUTE),
                hour(1.5, first, 1, 2),
                minute(1, 4, later).revised(1),
                hour(2.5, later, 1, 4).revised(1));

        // When the receipts are asked for, as of then and as of now
        ValueReceipt then = receipt(OF_SPREAD + "&resolution=1h&time=" + TIME + "&asOf=" + first);
        ValueReceipt now = receipt(OF_SPREAD + "&resolution=1h&time=" + TIME);

        // Then each holds its own minutes
        assertThat(then.value().value()).hasValue(1.5);
        assertThat(then.value().constituents().getFirst().points())
                .containsExactly(point(TIME, 1, 1), point(TIME + MINUTE, 2, 1));
        assertThat(now.value().revision()).isEqualTo(1);
        assertThat(now.value().constituents().getFirst().points())
                .containsExactly(point(TIME, 1, 1), point(TIME + MINUTE, 4, 1));
        assertThat(client.get(OF_SPREAD + "&resolution=1h&time=" + TIME + "&asOf=" + first)
                        .json()
                        .getLong("as_of"))
                .isEqualTo(first);
    }

    @Test
    void hoursCountAsOftenAsTheyHadMinutesWhereTheDayCountedThemSo() {
        // Given a day of two hours with different numbers of minutes
        List<Constituents.Point> hours = List.of(point(TIME, 3, 60), point(TIME + HOUR, 9, 15));
        StoredRows.insert(
                value(SPREAD, Resolution.HOUR, TIME, OptionalDouble.of(3), TIME + HOUR, 60),
                value(SPREAD, Resolution.HOUR, TIME + HOUR, OptionalDouble.of(9), TIME + 2 * HOUR, 15),
                value(SPREAD, Resolution.HOUR, TIME + 2 * HOUR, OptionalDouble.empty(), TIME + 3 * HOUR, 0),
                value(SPREAD, Resolution.DAY, TIME, OptionalDouble.of(4.2), TIME + DAY, 75)
                        .madeOf(List.of(
                                Constituents.of(SPREAD, Resolution.HOUR, TIME * 1_000, (TIME + DAY) * 1_000, hours)
                                        .referred())));

        // When the day's receipt is asked for
        ValueReceipt day = receipt(OF_SPREAD + "&resolution=1d&time=" + TIME);

        // Then its hours are there with their weights
        assertThat(day.value().constituents().getFirst().points()).isEqualTo(hours);
    }

    @Test
    void whatIsNotStoredAnyMoreStaysAReference() {
        // Given an hour of which one minute is gone, and one of which a minute is another one
        StoredRows.insert(minute(0, 1, TIME + MINUTE), hour(1.5, TIME + HOUR, 1, 2));

        // When its receipt is asked for
        ValueReceipt hour = receipt(OF_SPREAD + "&resolution=1h&time=" + TIME);

        // Then it is not filled with something else
        assertThat(hour.value().constituents().getFirst().points()).isEmpty();
        assertThat(hour.value().constituents().getFirst().count()).isEqualTo(2);
        assertThat(hour.inputHash()).isEqualTo(ValueReceipt.inputHash(hour.value()));
    }

    @Test
    void saysThatAReceiptIsNotKeptAnyMore() {
        // Given a value whose receipt has gone by its retention
        StoredRows.insert(minute(0, 1, TIME + MINUTE));
        StoredRows.forgetReceipts();

        // When it is asked for
        Answer answer = client.get(OF_SPREAD + "&time=" + TIME);

        // Then that is told apart from a value that never was
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().getString("detail")).endsWith("is not kept any more.");
        assertThat(client.get(OF_SPREAD + "&time=" + (TIME + MINUTE)).json().getString("detail"))
                .startsWith("There is no value of");
    }

    @Test
    void anAbsentValueHasAReceiptWithItsReason() {
        StoredRows.insert(value(SPREAD, Resolution.MINUTE, TIME, OptionalDouble.empty(), TIME + MINUTE, 0));

        ValueReceipt absent = receipt(OF_SPREAD + "&time=" + TIME);

        assertThat(absent.value().value()).isEmpty();
        assertThat(absent.value().reasons()).containsExactly("no quote");
    }

    @Test
    void theUsualSeriesIsTakenWhereNobodySaysWhich() {
        StoredRows.insert(minute(0, 1, TIME + MINUTE));

        assertThat(receipt(RECEIPT + "&time=" + TIME).value().series()).isEqualTo(SPREAD);
    }

    @Test
    void aReceiptAsOfATimeNeverChangesWhateverIsAddedLater() {
        for (long seed = 1; seed <= 10; seed++) {
            // Given minutes and hours in several revisions, known by a time and later
            StoredRows.clear();
            Random random = new Random(seed);
            long asOf = TIME + HOUR + random.nextInt(2_000);
            List<IndicatorValue> known = new ArrayList<>();
            List<IndicatorValue> later = new ArrayList<>();
            double[] numbers = new double[3];
            for (int revision = 0; revision < 5; revision++) {
                long knownAt = TIME + HOUR + revision * 500L;
                int place = revision % numbers.length;
                for (int minute = 0; minute < numbers.length; minute++) {
                    if (revision == 0 || minute == place) {
                        numbers[minute] = random.nextDouble();
                        (knownAt <= asOf ? known : later)
                                .add(minute(minute, numbers[minute], knownAt).revised(revision));
                    }
                }
                (knownAt <= asOf ? known : later)
                        .add(hour(revision, knownAt, numbers.clone()).revised(revision));
            }
            StoredRows.insert(known.toArray(IndicatorValue[]::new));
            List<String> questions = List.of(
                    OF_SPREAD + "&resolution=1h&time=" + TIME + "&asOf=" + asOf,
                    OF_SPREAD + "&time=" + (TIME + MINUTE) + "&asOf=" + asOf);
            List<String> before =
                    questions.stream().map(query -> client.get(query).body()).toList();
            assertThat(ReceiptJson.read(before.getFirst()).value().constituents())
                    .allMatch(Constituents::isWhole);

            // When more becomes known
            StoredRows.insert(later.toArray(IndicatorValue[]::new));

            // Then the answers are the same, to the last character
            assertThat(questions.stream().map(query -> client.get(query).body()))
                    .as("seed %d", seed)
                    .containsExactlyElementsOf(before);
        }
    }

    @Test
    void complaintsAreProblemsThatNameTheParameter() {
        StoredRows.insert(minute(0, 1, TIME + MINUTE));
        String far = "&asOf=9999-01-01T00:00:00Z";
        for (List<String> wrong : List.of(
                List.of(OF_SPREAD, "400", "invalid_parameter", "time"),
                List.of(OF_SPREAD + "&time=soon", "400", "invalid_parameter", "time"),
                List.of(OF_SPREAD + "&time=" + (TIME + 1), "400", "invalid_parameter", "time"),
                List.of(OF_SPREAD + "&resolution=1d&time=" + (TIME + HOUR), "400", "invalid_parameter", "time"),
                List.of("/v1/indicators/test_spread_pct/receipt?time=" + TIME, "400", "invalid_parameter", "asset"),
                List.of(OF_SPREAD + "&time=" + TIME + "&resolution=2m", "400", "invalid_parameter", "resolution"),
                List.of(OF_SPREAD + "&time=" + TIME + "&resolution=1s", "422", "resolution_not_stored", "resolution"),
                List.of(OF_SPREAD + "&time=" + TIME + far, "422", "range_not_possible", "asOf"),
                List.of(OF_SPREAD + "&time=" + TIME + "&asOf=" + TIME, "404", "unknown_value", "time"),
                List.of(OF_SPREAD + "&time=" + (TIME + MINUTE), "404", "unknown_value", "time"),
                List.of(RECEIPT + "&dimension=x&time=" + TIME, "404", "unknown_dimension", "dimension"),
                List.of(RECEIPT.replace("ETH", "DOGE") + "&time=" + TIME, "404", "unknown_asset", "asset"),
                List.of(
                        RECEIPT.replace("test_spread_pct", "no_such") + "&time=" + TIME,
                        "404",
                        "unknown_indicator",
                        "indicator"))) {
            Answer answer = client.get(wrong.get(0));
            JsonObject problem = answer.json();
            assertThat(List.of(
                            Integer.toString(answer.status()), problem.getString("code"), problem.getString("param")))
                    .as(wrong.getFirst())
                    .isEqualTo(wrong.subList(1, 4));
            assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        }
    }

    @Test
    void aDatabaseThatIsAwayIsSaid() {
        StoredRows.insert(minute(0, 1, TIME + MINUTE));
        receipt(OF_SPREAD + "&time=" + TIME);

        Servers.postgresDoor().shut();

        Answer answer = client.get(OF_SPREAD + "&time=" + TIME);
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.json().getString("code")).isEqualTo("data_unavailable");
    }
}
