package io.basiswatch.indicator.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.wire.ValueJson;
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
        values ('BTC:spot_index:usd', 'BTC', 'spot_index', 'usd', '1m', '2026-03-02 00:00:00+00', 0, 1, 5, 'usd', 'stale',
                '2026-03-02 00:01:00.25+00', '{}')\
        """;

    private static Flyway flyway(EmbeddedPostgres postgres, String target) {
        return Flyway.configure()
                .dataSource(postgres.getPostgresDatabase())
                .locations("db/indicator")
                .target(target)
                .load();
    }

    private static final String SAID =
            "{\"series\":\"BTC:spot_index:usd\",\"time\":1772409600000,\"resolution\":\"1m\",\"value\":5.0,"
                + "\"unit\":\"usd\",\"quality\":\"stale\",\"reasons\":[\"old\"],\"version\":1,\"revision\":0,\"known_at\":1772409660250,"
                + "\"inputs\":[],\"attributes\":{\"n_obs\":3}}";

    @Test
    void valuesOfEarlierVersionsAreKeptAsWhatTheyWere() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
                Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            // Given a database of the first version with a value of March 2026, and one of the second with that of a
            // candle
            flyway(postgres, "1").migrate();
            statement.execute("create table indicator_value_2026_03 partition of indicator_value"
                    + " for values from ('2026-03-01 00:00:00+00') to ('2026-04-01 00:00:00+00')");
            statement.execute(ROW.replace("{}", SAID));
            statement.execute("insert into indicator_series values ('BTC:spot_index:usd', 'BTC', 'spot_index', 'usd',"
                    + " '2026-03-02 00:00:00+00', '2026-03-02 00:00:00+00')");
            flyway(postgres, "2").migrate();
            statement.execute(ROW.replace("receipt)", "receipt, derived_from)")
                    .replace("'{}')", "'{\"series\":\"BTC:spot_index:usd\",\"revision\":0}', 'candle')"));

            // When it is brought up to date
            flyway(postgres, "latest").migrate();

            // Then the value counts as made of trades, and its series as known since it was known itself
            assertThat(one(
                            statement,
                            "select count(*) from indicator_value v join indicator_series s using (series)"
                                    + " where derived_from = '' and v.known_at = s.known_since and value = 5"))
                    .isEqualTo("1");
            // And it says the same with its receipt and without it, and its fingerprint is that of what was published
            assertThat(one(statement, "select receipt from value_receipt where receipt ->> 'quality' = 'stale'"))
                    .isEqualTo(SAID);
            assertThat(one(
                            statement,
                            "select fingerprint = sha256('" + SAID + "') from indicator_value where derived_from = ''"))
                    .isEqualTo("t");
            IndicatorValue bare = ValueJson.read(
                    one(statement, "select bare_value(v) from indicator_value v where derived_from = ''"));
            assertThat(bare.reasons()).containsExactly("old");
            assertThat(bare.attributes()).containsEntry("n_obs", 3L);
            // And the same minute of a candle stands beside it
            assertThat(one(statement, "select count(*) from indicator_value")).isEqualTo("2");
            assertThat(one(statement, "select count(*) from indicator_receipt_1m_2026_03"))
                    .isEqualTo("1");
        }
    }

    private static String one(Statement statement, String query) throws Exception {
        try (ResultSet rows = statement.executeQuery(query)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}
