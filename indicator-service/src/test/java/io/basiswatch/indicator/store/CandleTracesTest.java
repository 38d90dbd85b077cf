package io.basiswatch.indicator.store;

import static io.basiswatch.indicator.store.CandleStores.load;
import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.indicator.CandleBuilder;
import io.basiswatch.indicator.Market;
import io.basiswatch.indicator.StoredMinute;
import io.basiswatch.model.Candle;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.Unit;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What else knows of imported values, and what must not. */
class CandleTracesTest {
    private static final CandleBuilder FUTURE = CandleBuilder.of("binance-usdm:BTC-USDT-PERP");
    private static final String RATIO = "BTC:taker_buy_ratio:binance-usdm.BTC-USDT-PERP";
    private static final long DAY = Resolution.DAY.micros();
    private static final long MINUTE = Resolution.MINUTE.micros();
    private static final long LATER = CandleBuilder.IMPORTED + 3_600_000_000L;

    private static CandleStores stores;

    private IndicatorWriter writer;

    @BeforeAll
    static void startServers() throws Exception {
        stores = new CandleStores();
    }

    @AfterAll
    static void stopServers() throws Exception {
        stores.close();
    }

    @BeforeEach
    void prepareWriter() throws Exception {
        stores.clear();
        writer = stores.writer();
    }

    @Test
    void anEngineThatGoesOnKnowsTheCandlesThatAnotherOneHasMet() throws Exception {
        // Given a perpetual's candles, imported, one of them corrected, and those of another asset
        CandleBuilder exact = FUTURE.received(CandleBuilder.IMPORTED + 123_457).traded(-1, -1);
        load(writer, exact, exact.open(Market.START + DAY), CandleBuilder.of("okx:ETH-USDT"));
        load(writer, exact.received(LATER), exact.received(LATER + 1).close(101));

        // When another engine is told what it has to know of the asset
        List<Candle> recalled = new ArrayList<>();
        stores.writer().recall("BTC"::equals, met -> recalled.add(met.candle()));

        // Then these are the newest versions, to the microsecond, in the order in which they came first
        assertThat(recalled)
                .containsExactly(
                        exact.received(LATER + 1).close(101).build(),
                        exact.open(Market.START + DAY).build());
    }

    @Test
    void aRedisThatHasLostItIsToldAgainWhereImportedValuesAre() {
        // Given imported days and minutes, and a Redis that was emptied
        load(writer, FUTURE, FUTURE.open(Market.START + DAY), FUTURE.length(MINUTE));
        Map<String, String> noted = stores.hash("history:{BTC}");
        stores.send(Request.cmd(Command.FLUSHALL));

        // When the service starts again
        stores.writer();

        // Then it is as it was
        assertThat(stores.hash("history:{BTC}")).isEqualTo(noted).hasSize(8);
        assertThat(isAsset("BTC")).isTrue();
    }

    private static boolean isAsset(String asset) {
        return stores.send(Request.cmd(Command.SISMEMBER).arg("assets").arg(asset))
                        .toInteger()
                == 1;
    }

    @Test
    void importedValuesAreNoNewsAndNoNewestValuesButTheirAssetIsKnown() {
        // Given nothing
        // When candles are imported
        load(writer, FUTURE, FUTURE.length(MINUTE));

        // Then there is no live update, no newest value and no point of the fast view
        assertThat(exists("updates", "latest:{BTC}", "latest:{BTC}:1m", "{updates}:progress"))
                .isZero();
        assertThat(stores.send(Request.cmd(Command.KEYS).arg("ts:*")).size()).isZero();

        // But the asset and its series can be found
        assertThat(isAsset("BTC")).isTrue();
        assertThat(stores.hash("history:{BTC}"))
                .containsEntry(RATIO + "@1m", Market.START / 1_000 + " " + Market.START / 1_000)
                .hasSize(8);
    }

    private static int exists(String... keys) {
        Request request = Request.cmd(Command.EXISTS);
        for (String key : keys) {
            request.arg(key);
        }
        return stores.send(request).toInteger();
    }

    @Test
    void anEngineDoesNotGoOnFromImportedValues() throws Exception {
        // Given a minute of trades, and imported days, and minutes right before the restart
        writer.write(List.of(instant(minute(0.5))));
        long open = Market.START + 10 * MINUTE;
        load(
                writer,
                FUTURE,
                FUTURE.length(MINUTE).open(open - MINUTE),
                CandleBuilder.of("okx:BTC-USDT-PERP").length(MINUTE).open(open - MINUTE));

        // When an engine resumes
        List<StoredMinute> stored = writer.before(open, asset -> true, Set.of());
        List<StoredMinute> withHistory = writer.before(open, asset -> true, Set.of("taker_buy_ratio"));

        // Then it is told of the minute of trades alone
        assertThat(stored).containsExactly(new StoredMinute(Series.parse(RATIO), Market.START, 0, Unit.FRACTION));
        assertThat(withHistory)
                .containsExactly(new StoredMinute(Series.parse(RATIO), Market.START, 0.5, Unit.FRACTION));
        assertThat(stores.rows("select series from indicator_series where last_minute is null"))
                .hasSize(4 + 3);
    }

    private static IndicatorValue minute(double number) {
        return new IndicatorValue(
                Series.parse(RATIO),
                1,
                Resolution.MINUTE,
                Market.START,
                OptionalDouble.of(number),
                Unit.FRACTION,
                Quality.OK,
                List.of(),
                Market.START + MINUTE + 250_000,
                0,
                List.of(),
                Map.of("n_obs", 3L));
    }

    private static InstantValues instant(IndicatorValue value) {
        return new InstantValues("BTC", value.time() + MINUTE, List.of(value));
    }
}
