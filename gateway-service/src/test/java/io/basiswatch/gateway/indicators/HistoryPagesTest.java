package io.basiswatch.gateway.indicators;

import static io.basiswatch.gateway.testing.Values.OTHER_SPREAD;
import static io.basiswatch.gateway.testing.Values.SPREAD;
import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.gateway.access.Seal;
import io.basiswatch.gateway.testing.Client;
import io.basiswatch.gateway.testing.Client.Answer;
import io.basiswatch.gateway.testing.RedisWire;
import io.basiswatch.gateway.testing.Servers;
import io.basiswatch.gateway.testing.StoredRows;
import io.basiswatch.gateway.testing.Values;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Unit;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.net.URL;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Histories page by page, while they grow and change. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
class HistoryPagesTest {
    private static final long MINUTE = Resolution.MINUTE.millis();
    private static final long DAY = Resolution.DAY.millis();
    /** Rows that are appended in a second, and for how many pages. */
    private static final int RATE = Integer.getInteger("rest.rate", 1_000);

    private static final int PAGES = Integer.getInteger("rest.pages", 60);
    private static final String HISTORY = "/v1/indicators/test_spread_pct/history?asset=ETH";

    @TestHTTPResource
    URL gateway;

    @Inject
    Seal seal;

    private RedisWire redis;
    private Values values;
    private Client client;

    @BeforeEach
    void fill() {
        redis = Servers.redis();
        values = new Values(redis);
        values.clear();
        StoredRows.clear();
        client = Client.admitted(gateway);
    }

    @AfterEach
    void disconnect() {
        redis.close();
    }

    private static IndicatorValue value(Resolution resolution, long time, double number, long knownAt) {
        return new IndicatorValue(
                SPREAD,
                1,
                resolution,
                time * 1_000,
                OptionalDouble.of(number),
                Unit.PERCENT,
                Quality.OK,
                List.of(),
                knownAt * 1_000,
                0,
                List.of(),
                Map.of());
    }

    /** Appends rows on a thread of its own, and remembers when each became known. */
    private static final class Appending implements AutoCloseable {
        private final ConcurrentSkipListMap<Long, Long> knownAt = new ConcurrentSkipListMap<>();
        private final AtomicBoolean stopped = new AtomicBoolean();
        private final Thread thread;

        Appending(long from, CountDownLatch begun) {
            thread = Thread.ofPlatform().start(() -> {
                int batch = Math.max(1, RATE / 20);
                long due = System.nanoTime();
                for (long time = from; !stopped.get(); time += batch * MINUTE) {
                    long now = System.currentTimeMillis();
                    for (int i = 0; i < batch; i++) {
                        knownAt.put(time + i * MINUTE, now);
                    }
                    StoredRows.insertMinutes(SPREAD, time, batch, new Timestamp(now));
                    begun.countDown();
                    due += 50_000_000;
                    LockSupport.parkNanos(due - System.nanoTime());
                }
            });
        }

        @Override
        public void close() {
            stopped.set(true);
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void noPointIsMissingOrThereTwiceWhileOthersAreAppended() {
        // Given a history that grows all the time
        long now = System.currentTimeMillis();
        long from = now - now % MINUTE - 30 * DAY;
        StoredRows.insertMinutes(SPREAD, from, 2_000);
        values.store(SPREAD, from, 1);
        CountDownLatch begun = new CountDownLatch(3);
        List<Long> times = new ArrayList<>();
        long asOf = 0;
        long start = System.nanoTime();
        try (Appending appending = new Appending(from + 2_000 * MINUTE, begun)) {
            begun.await();
            // When it is read page by page
            String query = HISTORY + "&detail=full&from=" + from + "&to=" + (from + 300 * DAY);
            int limit = Math.max(1, 2_000 / PAGES);
            String cursor = "";
            while (cursor != null) {
                JsonObject page = client.get(query + "&limit=" + limit + (cursor.isEmpty() ? "" : "&cursor=" + cursor))
                        .json();
                page.getJsonArray("data").forEach(point -> times.add(((JsonObject) point).getLong("time")));
                asOf = asOf == 0 ? page.getLong("as_of") : asOf;
                assertThat(page.getLong("as_of")).isEqualTo(asOf);
                cursor = page.getString("next");
            }
            // Then it is exactly what was known when the first page was read
            List<Long> expected = new ArrayList<>();
            for (int i = 0; i < 2_000; i++) {
                expected.add(from + i * MINUTE);
            }
            long known = asOf;
            appending.knownAt.forEach((time, at) -> {
                if (at <= known) {
                    expected.add(time);
                }
            });
            assertThat(times).isEqualTo(expected);
            assertThat(appending.knownAt.size() + 2_000).isGreaterThan(times.size());
            System.out.printf(
                    "%,d points on pages of %d, %,d appended within %.1f s: none missing, none twice%n",
                    times.size(), limit, appending.knownAt.size(), (System.nanoTime() - start) / 1e9);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void noMinuteOfTheFastViewIsMissingOrThereTwiceWhileOthersAreAppended() {
        // Given minutes up to now, and more with each page
        long now = System.currentTimeMillis();
        long from = now - now % MINUTE - 1_000 * MINUTE;
        for (int i = 0; i < 1_000; i++) {
            values.store(SPREAD, from + i * MINUTE, i);
        }
        // When
        List<Double> numbers = new ArrayList<>();
        String cursor = "";
        int appended = 1_000;
        while (cursor != null) {
            JsonObject page = client.get(
                            HISTORY + "&limit=50&from=" + from + (cursor.isEmpty() ? "" : "&cursor=" + cursor))
                    .json();
            page.getJsonArray("data").forEach(point -> numbers.add(((JsonObject) point).getDouble("value")));
            cursor = page.getString("next");
            values.store(SPREAD, from + appended * MINUTE, appended++);
        }
        // Then
        assertThat(numbers).hasSizeBetween(1_000, 1_001);
        for (int i = 0; i < numbers.size(); i++) {
            assertThat(numbers.get(i)).isEqualTo(i);
        }
    }

    @Test
    void whatIsRevisedBetweenTwoPagesDoesNotTearThem() {
        // Given days up to now, on two pages
        long now = System.currentTimeMillis();
        long today = now - now % DAY;
        for (int day = 0; day < 20; day++) {
            StoredRows.insert(value(Resolution.DAY, today - (19 - day) * DAY, day, now - DAY));
        }
        redis.send("HSET", "history:{ETH}", SPREAD + "@1d", (today - 20 * DAY) + " " + today);
        String query = HISTORY + "&resolution=1d&limit=10&from=" + (today - 19 * DAY);
        JsonObject first = client.get(query).json();
        // When all of them are revised, another series would be preferred by now
        for (int day = 0; day < 20; day++) {
            StoredRows.insert(value(Resolution.DAY, today - (19 - day) * DAY, -1, System.currentTimeMillis() + 60_000)
                    .revised(1));
        }
        redis.send("HDEL", "history:{ETH}", SPREAD + "@1d");
        redis.send("HSET", "history:{ETH}", OTHER_SPREAD + "@1d", (today - 20 * DAY) + " " + today);
        JsonObject second =
                client.get(query + "&cursor=" + first.getString("next")).json();
        // Then the second page is of the same series, as it was known at the first
        assertThat(second.getString("series")).isEqualTo(SPREAD.toString());
        assertThat(second.getLong("as_of")).isEqualTo(first.getLong("as_of"));
        JsonArray data = second.getJsonArray("data");
        assertThat(data).hasSize(10);
        for (int i = 0; i < 10; i++) {
            assertThat(data.getJsonObject(i).getDouble("value")).isEqualTo(10 + i);
        }
    }

    @Test
    void aCursorIsOfItsQuestionOnlyAndCannotBeMadeUp() {
        // Given
        for (int minute = 0; minute < 30; minute++) {
            values.store(SPREAD, minute * MINUTE, minute);
        }
        String query = HISTORY + "&from=0&to=" + 30 * MINUTE;
        String next = client.get(query + "&limit=10").json().getString("next");
        // When / Then: another limit and another format are the same question
        assertThat(client.get(query + "&limit=7&cursor=" + next)
                        .json()
                        .getJsonArray("data")
                        .getJsonObject(0)
                        .getDouble("value"))
                .isEqualTo(10);
        assertThat(client.get(query + "&format=csv&cursor=" + next).body()).contains("1970-01-01T00:10:00Z,10.0");
        for (String other : List.of(
                HISTORY + "&from=0&to=" + 29 * MINUTE,
                HISTORY + "&from=1&to=" + 30 * MINUTE,
                query + "&resolution=1h",
                query + "&detail=full",
                query + "&asOf=5",
                query + "&dimension=" + SPREAD.dimension(),
                "/v1/indicators/futures_basis/history?asset=ETH&from=0&to=" + 30 * MINUTE)) {
            assertThat(problem(other, next)).as(other).isEqualTo("400 invalid_parameter cursor");
        }
        // And no character of it can be changed
        Random random = new Random(3);
        for (int i = 0; i < 200; i++) {
            int at = random.nextInt(next.length());
            char c = "ABCDEFGHIJabcdefghij0123456789-_".charAt(random.nextInt(32));
            String changed = next.substring(0, at) + c + next.substring(at + 1);
            boolean isSame = seal.opened(changed).equals(seal.opened(next));
            assertThat(isSame || problem(query, changed).equals("400 invalid_parameter cursor"))
                    .as(changed)
                    .isTrue();
        }
    }

    private String problem(String query, String cursor) {
        Answer answer = client.get(query + "&cursor=" + cursor);
        return answer.status() + " " + answer.json().getString("code") + " "
                + answer.json().getString("param");
    }

    @Test
    void anOldCursorSaysThatItHasExpired() {
        // Given
        for (int minute = 0; minute < 30; minute++) {
            values.store(SPREAD, minute * MINUTE, minute);
        }
        String query = HISTORY + "&limit=10&from=0&to=" + 30 * MINUTE;
        String next = client.get(query).json().getString("next");
        String open = seal.opened(next).orElseThrow();
        long expiry = Long.parseLong(open.substring(open.lastIndexOf('|') + 1));
        // When
        String old = seal.sealed(open.substring(0, open.lastIndexOf('|') + 1) + (System.currentTimeMillis() - 1));
        // Then
        assertThat(problem(query, old)).isEqualTo("410 cursor_expired cursor");
        assertThat(expiry - System.currentTimeMillis()).isBetween(3_500_000L, 7_200_000L);
        // And while it is good, the page has the same tag every time it is asked for
        assertThat(client.get(query).header("ETag")).isEqualTo(client.get(query).header("ETag"));
    }
}
