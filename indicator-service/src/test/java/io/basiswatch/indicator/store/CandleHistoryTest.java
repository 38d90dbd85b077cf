package io.basiswatch.indicator.store;

import static io.basiswatch.indicator.store.CandleStores.load;
import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.indicator.CandleBuilder;
import io.basiswatch.indicator.Market;
import io.basiswatch.model.Candle;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.Unit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rows of values of candles: what makes one, and what does not. */
class CandleHistoryTest {
    private static final CandleBuilder FUTURE = CandleBuilder.of("binance-usdm:BTC-USDT-PERP");
    private static final String RATIO = "BTC:taker_buy_ratio:binance-usdm.BTC-USDT-PERP";
    private static final long DAY = Resolution.DAY.micros();
    private static final long MINUTE = Resolution.MINUTE.micros();
    private static final long LATER = CandleBuilder.IMPORTED + 3_600_000_000L;

    /** Of the pair and of the mean over perpetuals: basis, means after 6 and 24 days, signs of the day and the week after 2. */
    private static final int BASIS = 1_461 + (1_461 - 5) + (1_461 - 23) + (1_461 - 1) + (1_461 - 6);

    /** Four of takers, and their score after 30 days; the index of spot. */
    private static final int VALUES = 2 * BASIS + 4 * 1_461 + (1_461 - 30) + 1_461;

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

    private static List<String> everything() throws Exception {
        List<String> rows =
                stores.rows("select v::text || s::text from indicator_value v join indicator_series s using (series)"
                        + " order by v.series, v.resolution, v.time, v.derived_from, v.revision");
        rows.addAll(stores.rows(
                "select (to_jsonb(c) - 'number')::text from candle c order by instrument, resolution, open_time"));
        return rows;
    }

    /** Days of a perpetual and of spot, from 2021 on, all received at {@code received}. */
    private static List<Candle> years(int days, long received) {
        List<Candle> candles = new ArrayList<>();
        Random random = new Random(3);
        for (int day = 0; day < days; day++) {
            long open = Market.micros("2021-01-01T00:00:00Z") + day * DAY;
            candles.add(FUTURE.open(open)
                    .received(received)
                    .close(random.nextInt(100, 200))
                    .traded(1_000, random.nextInt(1_000))
                    .build());
            candles.add(CandleBuilder.of("binance-spot:BTC-USDT")
                    .open(open)
                    .received(received)
                    .close(random.nextInt(100, 200))
                    .build());
        }
        return candles;
    }

    @Test
    void aSecondImportAddsAndChangesNothing() throws Exception {
        // Given four years of two markets, imported
        assertThat(load(writer, years(1_461, CandleBuilder.IMPORTED))).isEqualTo(VALUES);
        List<String> stored = everything();
        Map<String, String> noted = stores.hash("history:{BTC}");

        // When they are imported again an hour later, by the same process and by another one, in another order
        int again = load(writer, years(1_461, LATER));
        List<Candle> shuffled = new ArrayList<>(years(1_461, LATER + 1_000_000));
        Collections.shuffle(shuffled, new Random(4));
        int onceMore = load(stores.writer(), shuffled);

        // Then no row is added and none is changed, and nothing else either
        assertThat(again).isZero();
        assertThat(onceMore).isZero();
        assertThat(everything().equals(stored)).isTrue();
        assertThat(stores.hash("history:{BTC}")).isEqualTo(noted).containsKey(RATIO + "@1d");
        assertThat(noted.get(RATIO + "@1d")).isEqualTo("1609459200000 1735603200000");
    }

    @Test
    void aCandleThatHasChangedMakesARevisionWithItsOwnTimeOfKnowledge() throws Exception {
        // Given a candle that was imported
        load(writer, FUTURE);

        // When it comes again with other numbers, and then once more with these
        load(writer, FUTURE.received(LATER).traded(1_000, 700));
        load(writer, FUTURE.received(LATER + 1_000_000).traded(1_000, 700));

        // Then both are there, each with what it was made of, and as the revision that it is
        assertThat(stores.rows("select revision || ' ' || value || ' ' || (receipt->>'revision') || ' '"
                        + " || (extract(epoch from known_at) * 1000000)::int8"
                        + " from indicator_value join value_receipt using (series, resolution, time, derived_from, revision, known_at)"
                        + " where series = '" + RATIO + "' order by revision"))
                .containsExactly("0 0.6 0 " + CandleBuilder.IMPORTED, "1 0.7 1 " + LATER);
    }

    @Test
    void whatIsReadFromTheLogAgainIsNotTakenForACorrection() throws Exception {
        // Given three versions of a candle, the last two of which were received at once
        List<Candle> log = List.of(
                FUTURE.build(),
                FUTURE.received(LATER).traded(1_000, 700).build(),
                FUTURE.received(LATER).traded(1_000, 800).build());
        load(writer, log);
        List<String> stored = everything();
        assertThat(stored).hasSize(4 * 3 + 1);

        // When the service restarts and reads all or the last of them again
        load(stores.writer(), log);
        load(stores.writer(), log.subList(1, 3));

        // Then nothing changes
        assertThat(everything()).isEqualTo(stored);
    }

    @Test
    void valuesOfTradesStandBesideThoseOfCandlesWhicheverComeFirst() throws Exception {
        // Given a minute of one market from candles, and the same minute from trades
        IndicatorValue live = minute(0.5);
        CandleBuilder candle = FUTURE.length(MINUTE);

        // When they are stored in either order
        writer.write(List.of(instant(live)));
        load(writer, candle);
        List<String> liveFirst = everything();
        prepareWriter();
        load(writer, candle);
        writer.write(List.of(instant(live)));

        // Then the rows are the same, and both are there
        assertThat(everything()).isEqualTo(liveFirst);
        assertThat(stores.rows(
                        "select derived_from || ' ' || revision || ' ' || value from indicator_value where series = '"
                                + RATIO + "' order by derived_from"))
                .containsExactly(" 0 0.5", "candle 0 0.6");
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

    @Test
    void manyValuesAreStoredOnceThoughTheyComeInParts() throws Exception {
        // Given the candles of three days of minutes
        List<Candle> candles = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            candles.add(FUTURE.open(Market.START + i * MINUTE)
                    .length(MINUTE)
                    .traded(1_000 + i, i)
                    .build());
        }

        // When they are imported in parts, as a reader of the log does, and once more
        long start = System.nanoTime();
        int rows = 0;
        for (int from = 0; from < candles.size(); from += 1_000) {
            rows += load(writer, candles.subList(from, from + 1_000));
        }
        long first = System.nanoTime();
        for (int from = 0; from < candles.size(); from += 1_000) {
            rows += load(writer, candles.subList(from, from + 1_000));
        }
        System.out.printf(
                "20,000 values of candles: stored in %.1f s, again in %.1f s%n",
                (first - start) / 1e9, (System.nanoTime() - first) / 1e9);

        // Then each is there once
        assertThat(rows).isEqualTo(20_000);
        assertThat(stores.rows("select count(*) from indicator_value")).containsExactly("20000");
    }
}
