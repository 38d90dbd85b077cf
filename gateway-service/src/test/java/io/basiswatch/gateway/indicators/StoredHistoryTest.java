package io.basiswatch.gateway.indicators;

import static io.basiswatch.gateway.testing.Values.OTHER_SPREAD;
import static io.basiswatch.gateway.testing.Values.SPREAD;
import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.gateway.testing.Client;
import io.basiswatch.gateway.testing.Client.Answer;
import io.basiswatch.gateway.testing.RedisWire;
import io.basiswatch.gateway.testing.Servers;
import io.basiswatch.gateway.testing.StoredRows;
import io.basiswatch.gateway.testing.Values;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.Unit;
import io.basiswatch.model.series.SeriesKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** History that stands in PostgreSQL only: longer intervals, imported values, and what was known at a time. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
class StoredHistoryTest {
    /** Midnight of 9 August 2024. */
    private static final long TIME = 1_723_161_600_000L;

    private static final long DAY = Resolution.DAY.millis();
    private static final long MINUTE = Resolution.MINUTE.millis();
    /** Long after. */
    private static final long IMPORT = TIME + 100 * DAY;

    private static final String HISTORY = "/v1/indicators/test_spread_pct/history?asset=ETH";
    private static final String RANGE = "&from=" + TIME + "&to=" + (TIME + 50 * DAY);

    @TestHTTPResource
    URL gateway;

    private RedisWire redis;
    private Client client;

    @BeforeEach
    void fill() {
        redis = Servers.redis();
        new Values(redis).clear();
        StoredRows.clear();
        client = Client.admitted(gateway);
    }

    @AfterEach
    void disconnect() {
        Servers.postgresDoor().reopen();
        redis.close();
    }

    /** A value of a candle, and what the indicator service tells Redis of it. */
    private IndicatorValue candle(Series series, Resolution resolution, long time, double number, long knownAt) {
        redis.send(
                "HSET",
                SeriesKeys.history(series.asset()),
                series + "@" + resolution.code(),
                TIME + " " + (TIME + 50 * DAY));
        return value(series, resolution, time, OptionalDouble.of(number), knownAt, Map.of("derived_from", "candle"));
    }

    private static IndicatorValue traded(Resolution resolution, long time, double number, long knownAt) {
        return value(SPREAD, resolution, time, OptionalDouble.of(number), knownAt, Map.of());
    }

    private static IndicatorValue value(
            Series series,
            Resolution resolution,
            long time,
            OptionalDouble number,
            long knownAt,
            Map<String, Object> attributes) {
        boolean isOk = attributes.isEmpty() && number.isPresent();
        Quality quality = isOk ? Quality.OK : number.isPresent() ? Quality.DEGRADED : Quality.ABSENT;
        return new IndicatorValue(
                series,
                1,
                resolution,
                time * 1_000,
                number,
                Unit.PERCENT,
                quality,
                isOk ? List.of() : List.of("last trades, not mids"),
                knownAt * 1_000,
                0,
                List.of(),
                attributes);
    }

    private JsonArray data(String query) {
        return client.get(HISTORY + query).json().getJsonArray("data");
    }

    private static List<Double> numbers(JsonArray data) {
        return data.stream()
                .map(point -> ((JsonObject) point).getDouble("value"))
                .toList();
    }

    private List<String> newest(String query) {
        return client.get("/v1/indicators/test_spread_pct?asset=ETH" + query).json().getJsonArray("data").stream()
                .map(JsonObject.class::cast)
                .map(value -> value.getString("dimension") + " " + value.getDouble("value"))
                .toList();
    }

    @Test
    void whereNothingElseIsKnownTheLastImportedDayIsTheNewestValue() {
        // Given a series with imported days, and one that is live as well
        new Values(redis).publish(Values.live(OTHER_SPREAD, TIME + 60 * DAY, 7.5));
        StoredRows.insert(
                candle(SPREAD, Resolution.DAY, TIME, 1.5, IMPORT),
                candle(SPREAD, Resolution.DAY, TIME + DAY, 2.5, IMPORT),
                candle(SPREAD, Resolution.HOUR, TIME + 2 * DAY, 3.5, IMPORT),
                candle(OTHER_SPREAD, Resolution.DAY, TIME + DAY, 4.5, IMPORT));

        // When the newest values are asked for
        JsonObject day = client.get("/v1/indicators/test_spread_pct?asset=ETH&dimension=" + SPREAD.dimension())
                .json()
                .getJsonArray("data")
                .getJsonObject(0);

        // Then it is the last day, as it was published
        assertThat(day.getString("resolution")).isEqualTo("1d");
        assertThat(day.getLong("time")).isEqualTo(TIME + DAY);
        assertThat(day.getJsonArray("reasons")).containsExactly("last trades, not mids");
        assertThat(day.getJsonObject("attributes").getString("derived_from")).isEqualTo("candle");
        assertThat(newest("")).containsExactly(SPREAD.dimension() + " 2.5", OTHER_SPREAD.dimension() + " 7.5");
        assertThat(newest("&resolution=1m")).isEmpty();
    }

    @Test
    void newestValuesDoNotWaitForTheStoreOfThePast() {
        // Given a live value and an imported day, and a store that cannot be reached
        new Values(redis).publish(Values.live(OTHER_SPREAD, TIME, 7.5));
        StoredRows.insert(candle(SPREAD, Resolution.DAY, TIME, 1.5, IMPORT));
        Servers.postgresDoor().shut();

        // Then what is live is told
        assertThat(newest("")).containsExactly(OTHER_SPREAD.dimension() + " 7.5");
    }

    @Test
    void daysAndHoursComeWithAllThatIsKnownOfThem() {
        // Given two imported days, and an hour
        StoredRows.insert(
                candle(SPREAD, Resolution.DAY, TIME, 1.5, IMPORT),
                candle(SPREAD, Resolution.DAY, TIME + DAY, 2.5, IMPORT),
                candle(SPREAD, Resolution.HOUR, TIME, 3.5, IMPORT));

        // When they are asked for
        JsonObject days = client.get(HISTORY + "&resolution=1d" + RANGE).json();

        // Then each says what it was made of, since when it is known, and how far it can be relied on
        assertThat(days.getString("series")).isEqualTo(SPREAD.toString());
        assertThat(days.getString("resolution")).isEqualTo("1d");
        assertThat(numbers(days.getJsonArray("data"))).containsExactly(1.5, 2.5);
        assertThat(days.getJsonArray("data").getJsonObject(0).encode())
                .isEqualTo(new JsonObject()
                        .put("time", TIME)
                        .put("value", 1.5)
                        .put("quality", "degraded")
                        .put("reasons", new JsonArray().add("last trades, not mids"))
                        .put("known_at", IMPORT)
                        .put("revision", 0)
                        .put("derived_from", "candle")
                        .put("venues_used", new JsonArray())
                        .put("venues_missing", new JsonArray())
                        .putNull("staleness_ms")
                        .encode());
        assertThat(numbers(data("&resolution=1h" + RANGE))).containsExactly(3.5);
    }

    @Test
    void whereNobodySaysWhichSeriesItIsOneThatHasSuchValues() {
        // Given a live series, and another one that would come first but has imported days only
        new Values(redis).store(OTHER_SPREAD, TIME, 7);
        StoredRows.insert(candle(SPREAD, Resolution.DAY, TIME, 1.5, IMPORT));

        // When minutes and days are asked for
        String minutes = client.get(HISTORY + RANGE).json().getString("series");
        String days = client.get(HISTORY + "&resolution=1d" + RANGE).json().getString("series");

        // Then each question is answered by the series that can
        assertThat(minutes).isEqualTo(OTHER_SPREAD.toString());
        assertThat(days).isEqualTo(SPREAD.toString());
        assertThat(data("&resolution=1h" + RANGE)).isEmpty();
        assertThat(data("&dimension=" + SPREAD.dimension() + RANGE)).isEmpty();
    }

    @Test
    void importedValuesAreNotSeenBeforeTheirImport() {
        // Given a day that was imported, and imported again with another number
        StoredRows.insert(
                candle(SPREAD, Resolution.DAY, TIME, 1.5, IMPORT),
                candle(SPREAD, Resolution.DAY, TIME, 1.6, IMPORT + DAY).revised(1));

        // When it is asked for as of times before, between and after
        // Then only what was known then is told
        String query = "&dimension=" + SPREAD.dimension() + "&resolution=1d" + RANGE + "&asOf=";
        assertThat(data(query + (IMPORT - 1))).isEmpty();
        assertThat(numbers(data(query + IMPORT))).containsExactly(1.5);
        assertThat(numbers(data(query + "2024-11-18T00:00:00Z"))).containsExactly(1.6);
        assertThat(data("&resolution=1d" + RANGE).getJsonObject(0).getInteger("revision"))
                .isEqualTo(1);
        assertThat(client.get(HISTORY + query + IMPORT).json().getLong("as_of")).isEqualTo(IMPORT);
    }

    @Test
    void whatWasMadeOfTradesIsShownWhereItIsThere() {
        // Given three minutes of candles, of the first of which trades tell too, and of the second that there is
        // nothing
        StoredRows.insert(
                candle(SPREAD, Resolution.MINUTE, TIME, 1, IMPORT),
                candle(SPREAD, Resolution.MINUTE, TIME + MINUTE, 2, IMPORT),
                candle(SPREAD, Resolution.MINUTE, TIME + 2 * MINUTE, 3, IMPORT),
                traded(Resolution.MINUTE, TIME, 10, TIME + MINUTE),
                value(SPREAD, Resolution.MINUTE, TIME + MINUTE, OptionalDouble.empty(), TIME + 2 * MINUTE, Map.of()));

        // When they are asked for now and as of before the import
        JsonArray now = data(RANGE);
        JsonArray before = data(RANGE + "&asOf=" + (IMPORT - 1));

        // Then candles fill only what is empty, and each says what it is
        assertThat(numbers(now)).containsExactly(10.0, 2.0, 3.0);
        assertThat(now.stream()
                        .map(point -> ((JsonObject) point).getString("derived_from"))
                        .toList())
                .containsExactly(null, "candle", "candle");
        assertThat(numbers(before)).containsExactly(10.0);
    }

    @Test
    void minutesThatTheFastViewNoLongerKeepsComeFromTheTable() {
        // Given a minute that the fast view and the table tell apart
        Values values = new Values(redis);
        values.store(SPREAD, TIME, 7);
        StoredRows.insert(traded(Resolution.MINUTE, TIME, 8, TIME + MINUTE));

        // When the fast view keeps all times, a day, and nobody knows what, for it is being made again
        List<Double> all = numbers(data(RANGE));
        values.keepMinutesFor(DAY);
        List<Double> day = numbers(data(RANGE));
        redis.send("DEL", SeriesKeys.REACH);
        List<Double> none = numbers(data(RANGE));

        // Then only the first is answered from it
        assertThat(all).containsExactly(7.0);
        assertThat(day).containsExactly(8.0);
        assertThat(none).containsExactly(8.0);
    }

    @Test
    void minutesComeFromTheFastViewUnlessImportedOnesMayBeAmongThem() {
        // Given a minute in the view and in the table, with imported ones after it
        new Values(redis).store(SPREAD, TIME - MINUTE, 7);
        StoredRows.insert(
                traded(Resolution.MINUTE, TIME - MINUTE, 7, TIME), candle(SPREAD, Resolution.MINUTE, TIME, 1, IMPORT));
        String early = "&from=" + (TIME - 5 * MINUTE) + "&to=";

        // When ranges without and with imported minutes are asked for, and the first with all detail
        // Then only the first is without it
        assertThat(data(early + TIME))
                .containsExactly(new JsonObject().put("time", TIME - MINUTE).put("value", 7.0));
        assertThat(data(early + (TIME + 1)))
                .hasSize(2)
                .allSatisfy(point -> assertThat(((JsonObject) point).fieldNames())
                        .contains("quality", "known_at", "revision", "derived_from"));
        assertThat(data(early + TIME + "&detail=full").getJsonObject(0).getLong("known_at"))
                .isEqualTo(TIME);
    }

    @Test
    void pagesAreOfOneTimeOfKnowledge() {
        // Given days of which every second was corrected later
        for (int day = 0; day < 25; day++) {
            StoredRows.insert(candle(SPREAD, Resolution.DAY, TIME + day * DAY, day, IMPORT));
            if (day % 2 == 1) {
                StoredRows.insert(candle(SPREAD, Resolution.DAY, TIME + day * DAY, -1, IMPORT + 1)
                        .revised(1));
            }
        }

        // When the pages are read as of before that
        String query = "&resolution=1d&limit=10" + RANGE + "&asOf=" + IMPORT;
        List<Double> all = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            JsonObject page = client.get(HISTORY + query + (cursor.isEmpty() ? "" : "&cursor=" + cursor))
                    .json();
            all.addAll(numbers(page.getJsonArray("data")));
            cursor = page.getString("next");
        }

        // Then no page holds what was known later
        assertThat(all).hasSize(25).doesNotContain(-1.0).isSorted();

        // And a cursor is of no use as of another time
        String next = client.get(HISTORY + query).json().getString("next");
        Answer other = client.get(HISTORY + "&resolution=1d" + RANGE + "&asOf=" + (IMPORT + 1) + "&cursor=" + next);
        assertThat(other.status()).isEqualTo(400);
        assertThat(other.json().getString("param")).isEqualTo("cursor");
    }

    @Test
    void anAnswerAsOfATimeNeverChangesWhateverIsAddedLater() {
        for (long seed = 1; seed <= 10; seed++) {
            // Given values of two series and origins, known by a time
            StoredRows.clear();
            Random random = new Random(seed);
            long asOf = IMPORT + random.nextInt(1_000);
            List<IndicatorValue> known = new ArrayList<>();
            List<IndicatorValue> later = new ArrayList<>();
            for (int day = 0; day < 20; day++) {
                for (Series series : List.of(SPREAD, OTHER_SPREAD)) {
                    add(series, TIME + day * DAY, asOf, random, known, later);
                }
            }
            known.removeIf(value -> value.series().equals(SPREAD));
            StoredRows.insert(known.toArray(IndicatorValue[]::new));
            List<String> questions =
                    List.of("", "&dimension=" + SPREAD.dimension(), "&dimension=" + OTHER_SPREAD.dimension());
            String query = "&resolution=1d" + RANGE + "&asOf=" + asOf;
            List<String> before = questions.stream()
                    .map(question -> client.get(HISTORY + question + query).body())
                    .toList();

            // When more becomes known after that, a preferred series among it
            StoredRows.insert(later.toArray(IndicatorValue[]::new));

            // Then the answers are the same, to the last character
            assertThat(questions.stream()
                            .map(question ->
                                    client.get(HISTORY + question + query).body()))
                    .as("seed %d", seed)
                    .containsExactlyElementsOf(before);
            assertThat(before.getFirst()).contains(OTHER_SPREAD.toString());
        }
    }

    /** Revisions of both origins of one day, some known by {@code asOf}, some later. */
    private void add(
            Series series,
            long time,
            long asOf,
            Random random,
            List<IndicatorValue> known,
            List<IndicatorValue> later) {
        for (boolean ofCandles : List.of(true, false)) {
            long knownAt = asOf - random.nextInt(5_000);
            int revisions = random.nextInt(4);
            for (int revision = 0; revision < revisions; revision++) {
                OptionalDouble number =
                        random.nextInt(5) == 0 ? OptionalDouble.empty() : OptionalDouble.of(random.nextInt(100));
                IndicatorValue value = value(
                                series,
                                Resolution.DAY,
                                time,
                                number,
                                knownAt,
                                ofCandles ? Map.of("derived_from", "candle") : Map.of())
                        .revised(revision);
                (knownAt <= asOf ? known : later).add(value);
                knownAt += 1 + random.nextInt(5_000);
            }
        }
    }

    @Test
    void aDatabaseThatIsAwayIsSaid() {
        // Given a remembered key and imported days
        StoredRows.insert(candle(SPREAD, Resolution.DAY, TIME, 1.5, IMPORT));
        assertThat(data("&resolution=1d" + RANGE)).hasSize(1);

        // When PostgreSQL is away
        Servers.postgresDoor().shut();
        Answer answer = client.get(HISTORY + "&resolution=1d" + RANGE);

        // Then the answer says so, and the fast view goes on
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.json().getString("code")).isEqualTo("data_unavailable");
        assertThat(client.get(HISTORY + "&from=" + (TIME - MINUTE) + "&to=" + TIME)
                        .status())
                .isEqualTo(200);
    }
}
