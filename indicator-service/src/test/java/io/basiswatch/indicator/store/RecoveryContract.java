package io.basiswatch.indicator.store;

import static io.basiswatch.indicator.store.Stores.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.indicator.CandleBuilder;
import io.basiswatch.indicator.Market;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.series.SeriesKeys;
import io.basiswatch.model.wire.ValueJson;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Redis loses everything, at any moment: afterwards it is as if it had not, apart from live updates of before. */
abstract class RecoveryContract {
    private static final List<Series> SERIES = List.of(
            Series.parse("ETH:taker_buy_ratio:binance-usdm.ETH-USDT-PERP"),
            Series.parse("ETH:futures_basis:binance-coinm.front_eligible"),
            Series.parse("BTC:spot_index:usd"));

    private static final long SECOND = Resolution.SECOND.micros();
    private static final long MINUTE = Resolution.MINUTE.micros();
    /** How many minutes a log has: over midnight, so that hours and days close. */
    private static final int MINUTES = 1_500;

    private Random random;
    private long now;
    private IndicatorWriter writer;

    abstract Stores stores();

    @BeforeEach
    void beginAnew() throws Exception {
        stores().clear();
        random = new Random(5);
        now = Market.START - 30 * MINUTE;
        writer = stores().writer();
        stores().doChores();
    }

    /** What an instant gives: seconds, minutes with some revisions, hours, days. */
    private List<InstantValues> instant(long at) {
        List<InstantValues> instants = new ArrayList<>();
        for (String asset : List.of("BTC", "ETH")) {
            List<IndicatorValue> values = new ArrayList<>();
            for (Series series : SERIES) {
                if (series.asset().equals(asset)) {
                    values.add(value(series, Resolution.SECOND, at, random.nextGaussian(), 0));
                    for (Resolution resolution : List.of(Resolution.MINUTE, Resolution.HOUR, Resolution.DAY)) {
                        if (at % resolution.micros() == 0) {
                            values.add(value(series, resolution, at - resolution.micros(), random.nextGaussian(), 0));
                        }
                    }
                    if (at % MINUTE == SECOND && random.nextInt(4) == 0) {
                        values.add(value(series, Resolution.MINUTE, at - SECOND - MINUTE, random.nextGaussian(), 1));
                    }
                }
            }
            instants.add(new InstantValues(asset, at, values));
        }
        return instants;
    }

    /** Lets minutes pass: the instants at their beginning and one second after it. */
    private List<InstantValues> pass(int minutes) {
        List<InstantValues> passed = new ArrayList<>();
        for (int i = 0; i < minutes; i++) {
            passed.addAll(instant(now));
            passed.addAll(instant(now + SECOND));
            now += MINUTE;
        }
        return passed;
    }

    private void write(int minutes) {
        List<InstantValues> instants = pass(minutes);
        for (int from = 0; from < instants.size(); from += 400) {
            writer.write(instants.subList(from, Math.min(instants.size(), from + 400)));
        }
        stores().doChores();
    }

    /** Without what is another one by its nature: the epoch, and the live updates of before. */
    private Map<String, String> seen() {
        Map<String, String> seen = stores().everything();
        assertThat(seen).containsKeys(SeriesKeys.EPOCH, SeriesKeys.UPDATES);
        seen.remove(SeriesKeys.EPOCH);
        seen.remove(SeriesKeys.UPDATES);
        return seen;
    }

    private static List<String> live(List<InstantValues> instants) {
        return instants.stream()
                .flatMap(instant -> instant.values().stream())
                .filter(value -> value.resolution() == Resolution.SECOND || value.resolution() == Resolution.MINUTE)
                .map(ValueJson::write)
                .toList();
    }

    /** What Redis would hold now, had nothing happened; the same random numbers give the same values. */
    private Map<String, String> undisturbed(int... writes) throws Exception {
        beginAnew();
        for (int minutes : writes) {
            write(minutes);
        }
        return seen();
    }

    private static void assertSame(Map<String, String> found, Map<String, String> expected) {
        assertThat(found.keySet()).isEqualTo(expected.keySet());
        expected.forEach((key, content) ->
                assertThat(found.get(key).equals(content)).as(key).isTrue());
    }

    @Test
    void emptiedBetweenTwoWritesItIsAsBefore() throws Exception {
        // Given a day of values, and days of candles, and digests
        Map<String, String> expected = undisturbed(MINUTES, 1);
        beginAnew();
        write(MINUTES);
        String epoch = stores().get(SeriesKeys.EPOCH);
        assertThat(stores().updates()).isNotEmpty();

        // When everything is lost, and a minute is written
        stores().flush();
        List<InstantValues> next = pass(1);
        writer.write(next);

        // Then that write leaves everything that is needed to go on, in another epoch, with no live value lost
        assertThat(stores().get(SeriesKeys.EPOCH)).isNotEmpty().isNotEqualTo(epoch);
        assertThat(stores().updates()).isEqualTo(live(next));
        assertThat(seen().keySet()).contains("latest:{BTC}", "latest:{ETH}:1m", "digest:{BTC}", "assets", "catalogue");
        assertThat(stores().everything()).doesNotContainKey(SeriesKeys.REACH);
        // And everything else is there a while later
        stores().doChores();
        assertSame(seen(), expected);
        assertThat(stores().everything().get(SeriesKeys.REACH)).isEqualTo("{1d=0, 1h=63072000000, 1m=2592000000}");
    }

    @Test
    void emptiedTwiceAndWhileItIsMadeAgainItIsAsBefore() throws Exception {
        Map<String, String> expected = undisturbed(MINUTES, 1, 1, 1);
        beginAnew();
        write(MINUTES);

        // When it is emptied, again before the old points were written, and again while they are
        stores().flush();
        writer.write(pass(1));
        assertThat(stores().waiting()).isPositive();
        stores().flush();
        writer.write(pass(1));
        stores().flush();
        stores().doChores();
        assertThat(stores().everything()).doesNotContainKey(SeriesKeys.REACH);
        writer.write(pass(1));
        stores().doChores();

        // Then everything is there
        assertSame(seen(), expected);
    }

    @Test
    void emptiedInTheMiddleOfBeingMadeAgainItIsAsBefore() throws Exception {
        // Given a writer under which Redis is emptied each of the first times that PostgreSQL is asked
        Map<String, String> expected = undisturbed(200, 1);
        for (int when = 1; when <= 10; when++) {
            beginAnew();
            AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);
            writer = stores().writer(StoreOptions.defaults(), flushingAfter(left));
            write(200);

            // When it was emptied, and is emptied once more on the way
            stores().flush();
            left.set(when);
            List<InstantValues> next = pass(1);
            writer.write(next);
            stores().doChores();

            // Then everything is there
            assertSame(seen(), expected);
            assertThat(stores().updates()).isEqualTo(live(next));
        }
    }

    /** A database that empties Redis when it is asked for the n-th time from now. */
    private DataSource flushingAfter(AtomicInteger left) {
        DataSource database = stores().database();
        return (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getConnection") && left.decrementAndGet() == 0) {
                        stores().flush();
                    }
                    try {
                        return method.invoke(database, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Test
    void emptiedWhileNobodyWritesItIsMadeAgainByTheNextProcess() throws Exception {
        Map<String, String> expected = undisturbed(200);
        expected.remove("latest:{BTC}");
        expected.remove("latest:{ETH}");
        expected.remove(SeriesKeys.PROGRESS);
        beginAnew();
        write(200);

        // When it is emptied and a process begins
        stores().flush();
        stores().writer();
        stores().doChores();

        // Then everything that a database holds is there
        Map<String, String> found = stores().everything();
        found.remove(SeriesKeys.EPOCH);
        assertSame(found, expected);
    }

    @Test
    void anotherProcessTakesTheEpochOverAndLosesNothing() throws Exception {
        // Given two processes, one with each asset
        IndicatorWriter other = stores().writer();
        List<InstantValues> first = pass(3);
        writer.write(of("BTC", first));
        other.write(of("ETH", first));
        stores().doChores();

        // When Redis is emptied, and both go on
        stores().flush();
        List<InstantValues> next = pass(1);
        writer.write(of("BTC", next));
        String epoch = stores().get(SeriesKeys.EPOCH);
        other.write(of("ETH", next));
        stores().doChores();

        // Then they agree on an epoch, and all is there
        assertThat(stores().get(SeriesKeys.EPOCH)).isEqualTo(epoch);
        assertThat(stores().updates()).containsExactlyInAnyOrderElementsOf(live(next));
        Map<String, String> found = seen();
        List<InstantValues> all = new ArrayList<>(first);
        all.addAll(next);
        stores().clear();
        writer = stores().writer();
        writer.write(all);
        stores().doChores();
        assertSame(found, seen());
    }

    private static List<InstantValues> of(String asset, List<InstantValues> instants) {
        return instants.stream()
                .filter(instant -> instant.asset().equals(asset))
                .toList();
    }

    @Test
    void aServerThatForgotItsLastSecondsIsMadeAgainToo() throws Exception {
        // Given values, of which Redis keeps the progress of before: as after a failover
        write(5);
        String epoch = stores().get(SeriesKeys.EPOCH);
        String before = stores().everything().get(SeriesKeys.PROGRESS);
        long progress = (now - MINUTE + SECOND) / 1_000;
        assertThat(before).contains(Long.toString(progress));
        stores().redis()
                .send(Request.cmd(Command.HSET)
                        .arg(SeriesKeys.PROGRESS)
                        .arg("BTC")
                        .arg(progress - 1_000));

        // When a minute is written
        writer.write(pass(1));
        stores().doChores();

        // Then there is another epoch
        assertThat(stores().get(SeriesKeys.EPOCH)).isNotEqualTo(epoch).isNotEmpty();
    }

    @Test
    void rangesOfImportedValuesAreThereAgainAfterAnImport() throws Exception {
        // Given imported candles
        CandleStores.load(writer, CandleBuilder.of("binance-usdm:BTC-USDT-PERP"));
        String noted = stores().everything().get("history:{BTC}");

        // When Redis is emptied and nothing but other candles is written
        stores().flush();
        CandleStores.load(writer, CandleBuilder.of("binance-usdm:ETH-USDT-PERP"));

        // Then both are noted
        assertThat(stores().everything()).containsEntry("history:{BTC}", noted).containsKey("history:{ETH}");
    }
}
