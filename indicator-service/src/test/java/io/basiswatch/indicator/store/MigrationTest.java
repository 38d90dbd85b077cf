package io.basiswatch.indicator.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

class MigrationTest {
    private static final String ROW = """
            insert into indicator_value (series, asset, indicator, dimension, resolution, time, revision, version, value,
                                         unit, quality, known_at, receipt)
            values ('BTC:spot_index:usd', 'BTC', 'spot_index', 'usd', '1m', '2026-03-02 00:00:00+00', 0, 1, 5, 'usd', 'ok',
                    '2026-03-02 00:01:00.25+00', '{}')""";

    private static Flyway flyway(EmbeddedPostgres postgres, String target) {
        return Flyway.configure()
                .dataSource(postgres.getPostgresDatabase())
                .locations("db/indicator")
                .target(target)
                .load();
    }

    @Test
    void valuesFromBeforeCandlesAreKeptAsWhatTheyWere() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
                Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            // Given a database of the first version with a value of March 2026
            flyway(postgres, "1").migrate();
            statement.execute("create table indicator_value_2026_03 partition of indicator_value"
                    + " for values from ('2026-03-01 00:00:00+00') to ('2026-04-01 00:00:00+00')");
            statement.execute(ROW);
            statement.execute("insert into indicator_series values ('BTC:spot_index:usd', 'BTC', 'spot_index', 'usd',"
                    + " '2026-03-02 00:00:00+00', '2026-03-02 00:00:00+00')");

            // When it is brought up to date
            flyway(postgres, "latest").migrate();

            // Then the value counts as made of trades, and its series as known since it was known itself
            try (ResultSet row =
                    statement.executeQuery("select derived_from = '' and v.known_at = s.known_since and value = 5"
                            + " from indicator_value v join indicator_series s using (series)")) {
                assertThat(row.next()).isTrue();
                assertThat(row.getBoolean(1)).isTrue();
            }
            // And the same minute can be made of candles too, but not be written twice
            statement.execute(ROW + " on conflict do nothing");
            statement.execute(ROW.replace("receipt)", "receipt, derived_from)").replace("'{}')", "'{}', 'candle')"));
            try (ResultSet rows = statement.executeQuery("select count(*) from indicator_value")) {
                rows.next();
                assertThat(rows.getInt(1)).isEqualTo(2);
            }
        }
    }
}
