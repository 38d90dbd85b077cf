package io.basiswatch.gateway.testing;

import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Series;
import io.basiswatch.model.ValueReceipt;
import io.basiswatch.model.wire.ReceiptJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** The tables of the indicator service, made by its own migrations, and rows as it writes them. */
public final class StoredRows {
    /** What the receipts state. */
    public static final String ENGINE = "test/1";

    private static final Path MIGRATIONS = Path.of("../indicator-service/src/main/resources/db/indicator");

    private static final String INSERT = """
        with v (series, asset, indicator, dimension, resolution, time, derived_from, revision, version, value, unit, quality,
                known_at, said) as (
          values (?, ?, ?, ?, ?, ?::timestamptz, ?, ?, ?, ?::float8, ?, ?, ?::timestamptz, ?::json)),
        added as (
          insert into indicator_value (series, asset, indicator, dimension, resolution, time, derived_from, revision,
                                       version, value, unit, quality, known_at, reasons, attributes, fingerprint)
          select series, asset, indicator, dimension, resolution, time, derived_from, revision, version, value, unit,
                 quality, known_at, nullif((said -> 'reasons')::text, '[]')::json, said -> 'attributes',
                 sha256(convert_to(said::text, 'UTF8'))
          from v)
        insert into indicator_receipt (asset, resolution, time, known_at, receipts)
        select asset, resolution, time, known_at, ('[' || said || ']')::json from v\
        """;

    private static final String NOTE = """
        insert into indicator_series as s (series, asset, indicator, unit, known_since) values (?, ?, ?, ?, ?)
        on conflict (series) do update set known_since = least(s.known_since, excluded.known_since)\
        """;

    private static final String MINUTES = """
        insert into indicator_value (series, asset, indicator, dimension, resolution, time, derived_from, revision, version,
                                     value, unit, quality, known_at, reasons, attributes, fingerprint)
        select a.series, a.asset, a.indicator, a.dimension, '1m', a.start + i * interval '1 minute', '', 0, 1, sin(i),
               'percent', 'partial',
               coalesce(a.known_at, a.start + (i + 1) * interval '1 minute' + interval '250 milliseconds'),
               '["missing: gamma", "a \\"quoted\\", reason"]'::json,
               '{"venues_used": "alpha,beta", "venues_missing": "gamma", "oldest_input_ms": 740}'::json, sha256('')
        from (values (?, ?, ?, ?, ?::timestamptz, ?, ?::timestamptz))
                 as a (series, asset, indicator, dimension, start, count, known_at),
             generate_series(0, a.count - 1) as i\
        """;

    private StoredRows() {}

    /** Makes the tables, with one partition for all times; empties them where they are there already. */
    public static void clear() {
        try (Connection connection = Servers.postgres().getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            if (!exists(statement)) {
                for (String script : scripts()) {
                    statement.execute(script);
                }
                statement.execute("create table indicator_value_all partition of indicator_value default");
                for (String resolution : List.of("1m", "1h", "1d")) {
                    String receipts = "indicator_receipt_" + resolution;
                    statement.execute("create table " + receipts + "_all partition of " + receipts + " default");
                }
            }
            statement.execute("truncate indicator_value, indicator_series, indicator_receipt, indicator_digest");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As after their retention: the values stay. */
    public static void forgetReceipts() {
        try (Connection connection = Servers.postgres().getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("truncate indicator_receipt");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean exists(Statement statement) throws SQLException {
        try (ResultSet answer = statement.executeQuery("select to_regclass('indicator_value') is not null")) {
            answer.next();
            return answer.getBoolean(1);
        }
    }

    private static List<String> scripts() {
        try (Stream<Path> files = Files.list(MIGRATIONS)) {
            return files.sorted().map(StoredRows::text).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void insert(IndicatorValue... values) {
        try (Connection connection = Servers.postgres().getPostgresDatabase().getConnection();
                PreparedStatement row = connection.prepareStatement(INSERT);
                PreparedStatement note = connection.prepareStatement(NOTE)) {
            for (IndicatorValue value : values) {
                bind(value, row);
                row.executeUpdate();
                note.setString(1, value.series().toString());
                note.setString(2, value.asset());
                note.setString(3, value.series().indicator());
                note.setString(4, value.unit().code());
                note.setTimestamp(5, time(value.knownAt()));
                note.executeUpdate();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** So many minutes of a series from {@code millis} on, with the numbers of {@code sin} and all that can be told of them. */
    public static void insertMinutes(Series series, long millis, int count) {
        insertMinutes(series, millis, count, null);
    }

    /** The same, known at a time of which {@code null} stands for shortly after the end of each. */
    public static void insertMinutes(Series series, long millis, int count, Timestamp knownAt) {
        try (Connection connection = Servers.postgres().getPostgresDatabase().getConnection();
                PreparedStatement rows = connection.prepareStatement(MINUTES)) {
            rows.setString(1, series.toString());
            rows.setString(2, series.asset());
            rows.setString(3, series.indicator());
            rows.setString(4, series.dimension());
            rows.setTimestamp(5, new Timestamp(millis));
            rows.setInt(6, count);
            rows.setTimestamp(7, knownAt);
            rows.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void bind(IndicatorValue value, PreparedStatement row) throws SQLException {
        row.setString(1, value.series().toString());
        row.setString(2, value.asset());
        row.setString(3, value.series().indicator());
        row.setString(4, value.series().dimension());
        row.setString(5, value.resolution().code());
        row.setTimestamp(6, time(value.time()));
        row.setString(7, value.derivedFrom());
        row.setInt(8, value.revision());
        row.setInt(9, value.version());
        row.setObject(10, value.value().isPresent() ? value.value().getAsDouble() : null);
        row.setString(11, value.unit().code());
        row.setString(12, value.quality().code());
        row.setTimestamp(13, time(value.knownAt()));
        row.setString(14, ReceiptJson.write(ValueReceipt.of(value, ENGINE)));
    }

    private static Timestamp time(long micros) {
        return Timestamp.from(Instant.ofEpochMilli(micros / 1_000));
    }
}
