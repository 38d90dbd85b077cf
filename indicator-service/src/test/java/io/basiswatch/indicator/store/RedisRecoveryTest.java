package io.basiswatch.indicator.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.indicator.Market;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.series.SeriesKeys;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** With a Redis that has core data types only. */
class RedisRecoveryTest extends RecoveryContract {
    private static Stores stores;

    @BeforeAll
    static void start() throws Exception {
        stores = new Stores(RedisServers.plain());
    }

    @AfterAll
    static void stop() throws Exception {
        stores.close();
    }

    @Override
    Stores stores() {
        return stores;
    }

    @Test
    void aServerThatWasRestartedWithNothingIsMadeAgain() {
        // Given a minute in a server that keeps nothing on disk
        Series series = Series.parse("ETH:spot_index:usd");
        IndicatorWriter writer = stores.writer();
        writer.write(List.of(minute(series, 0)));
        stores.doChores();

        // When it ends and begins again, and the next minute is written until somebody is there to take it
        stores.restartRedis();
        boolean isWritten = false;
        for (int attempt = 0; attempt < 100 && !isWritten; attempt++) {
            try {
                writer.write(List.of(minute(series, 1)));
                isWritten = true;
            } catch (StoreException e) {
                assertThat(e).hasMessageContaining("Redis");
            }
        }
        stores.doChores();

        // Then both are there
        assertThat(isWritten).isTrue();
        assertThat(stores.everything().get(SeriesKeys.timeSeries(series, Resolution.MINUTE) + ":20260302"))
                .isNotNull();
        assertThat(stores.updates()).hasSize(1);
        assertThat(stores.everything()).containsKeys(SeriesKeys.EPOCH, SeriesKeys.REACH);
    }

    private static InstantValues minute(Series series, int number) {
        long start = Market.START + number * Resolution.MINUTE.micros();
        return new InstantValues(
                "ETH",
                start + Resolution.MINUTE.micros(),
                List.of(Stores.value(series, Resolution.MINUTE, start, number, 0)));
    }
}
