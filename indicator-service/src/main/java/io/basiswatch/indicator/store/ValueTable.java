package io.basiswatch.indicator.store;

import io.basiswatch.indicator.StoredMinute;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.Unit;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import javax.sql.DataSource;

/** The closed minutes, hours and days in PostgreSQL: written once, never changed, read again after a restart. */
final class ValueTable {
    private static final String NOTE_SERIES = """
        insert into indicator_series as s (series, asset, indicator, unit, first_minute, last_minute, known_since)
        select series, asset, indicator, min(unit), to_timestamp(min(minute) / 1000.0), to_timestamp(max(minute) / 1000.0),
               to_timestamp(min(known_at) / 1000.0)
        from unnest(?, ?, ?, ?, ?, ?) as v (series, asset, indicator, unit, minute, known_at)
        group by series, asset, indicator
        order by series
        on conflict (series) do update set last_minute = greatest(s.last_minute, excluded.last_minute),
                                           first_minute = least(s.first_minute, excluded.first_minute),
                                           known_since = least(s.known_since, excluded.known_since)\
        """;

    private static final String LAST_MINUTES = """
        select series, unit, extract(epoch from least(last_minute, ?::timestamptz - interval '1 minute')) as epoch,
               0::float8 as value
        from indicator_series
        where first_minute < ? and last_minute >= ?::timestamptz - interval '1 day'\
        """;

    private static final String WITH_HISTORY = """
        select series, asset from indicator_series
        where indicator = any(?) and first_minute < ? and last_minute >= ?::timestamptz - interval '33 days'\
        """;

    /** The newest revision of each minute of the last 49 hours. */
    private static final String MINUTES = """
        select distinct on (series, time) series, unit, extract(epoch from time) as epoch, value
        from indicator_value
        where series = any(?) and resolution = '1m' and derived_from = '' and value is not null
          and time >= ?::timestamptz - interval '49 hours' and time < ?
        order by series, time, revision desc\
        """;

    /** The last minute of each UTC day before these hours. */
    private static final String DAY_CLOSES = """
        select distinct on (series, (time at time zone 'UTC')::date)
               series, unit, extract(epoch from time) as epoch, value
        from indicator_value
        where series = any(?) and resolution = '1m' and derived_from = '' and value is not null
          and time >= ?::timestamptz - interval '33 days' and time < ?::timestamptz - interval '49 hours'
        order by series, (time at time zone 'UTC')::date, time desc, revision desc\
        """;

    private final DataSource database;
    private final Partitions partitions;

    ValueTable(DataSource database, Partitions partitions) {
        this.database = database;
        this.partitions = partitions;
    }

    /** Adds values; those that are there already stay as they are. */
    void insert(List<IndicatorValue> values) {
        if (values.isEmpty()) {
            return;
        }
        try (Connection connection = database.getConnection()) {
            partitions.ensure(values, connection);
            connection.setAutoCommit(false);
            try {
                ValueRows.insert(values, partitions::keepsReceipt, connection);
                noteSeries(values, connection);
                connection.commit();
            } catch (SQLException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new StoreException("PostgreSQL: " + e.getMessage(), e);
        }
    }

    /** Of what there was nothing but absence so far, too: its rows are there, and count. */
    private static void noteSeries(List<IndicatorValue> values, Connection connection) throws SQLException {
        try (PreparedStatement note = connection.prepareStatement(NOTE_SERIES)) {
            Columns<IndicatorValue> columns = new Columns<>(values, connection, note);
            columns.add("text", value -> value.series().toString());
            columns.add("text", IndicatorValue::asset);
            columns.add("text", value -> value.series().indicator());
            columns.add("text", value -> value.unit().code());
            // It is minutes with a value that an engine goes on from.
            columns.add(
                    "int8",
                    value -> value.resolution() == Resolution.MINUTE
                                    && value.value().isPresent()
                            ? value.time() / 1_000
                            : null);
            columns.add("int8", value -> value.knownAt() / 1_000);
            note.executeUpdate();
        }
    }

    /**
     * What an engine has to know of the minutes before {@code openMinute} (microseconds since the epoch) to go on with the
     * assets that {@code ours} accepts: the last minute of every series of the last day, and the minutes of the indicators
     * {@code withHistory}.
     */
    List<StoredMinute> before(long openMinute, Predicate<String> ours, Set<String> withHistory) {
        OffsetDateTime end = Instant.ofEpochSecond(openMinute / 1_000_000).atOffset(ZoneOffset.UTC);
        try (Connection connection = database.getConnection()) {
            Array names = connection.createArrayOf("text", seriesWithHistory(ours, withHistory, end, connection));
            List<StoredMinute> found = new ArrayList<>(read(DAY_CLOSES, connection, names, end, end));
            found.addAll(read(MINUTES, connection, names, end, end));
            read(LAST_MINUTES, connection, end, end, end).stream()
                    .filter(last -> ours.test(last.series().asset()))
                    .filter(last -> !withHistory.contains(last.series().indicator()))
                    .forEach(found::add);
            return found;
        } catch (SQLException e) {
            throw new StoreException("PostgreSQL: " + e.getMessage(), e);
        }
    }

    private static String[] seriesWithHistory(
            Predicate<String> ours, Set<String> withHistory, OffsetDateTime end, Connection connection)
            throws SQLException {
        List<String> series = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(WITH_HISTORY)) {
            query.setArray(1, connection.createArrayOf("text", withHistory.toArray()));
            query.setObject(2, end);
            query.setObject(3, end);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    if (ours.test(rows.getString("asset"))) {
                        series.add(rows.getString("series"));
                    }
                }
            }
        }
        return series.toArray(String[]::new);
    }

    private static List<StoredMinute> read(String sql, Connection connection, Object... parameters)
            throws SQLException {
        List<StoredMinute> found = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                query.setObject(i + 1, parameters[i]);
            }
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    found.add(new StoredMinute(
                            Series.parse(rows.getString("series")),
                            rows.getLong("epoch") * 1_000_000,
                            rows.getDouble("value"),
                            Unit.parse(rows.getString("unit"))));
                }
            }
        }
        return found;
    }
}
