package io.basiswatch.indicator.store;

import io.basiswatch.indicator.ClosedValue;
import io.basiswatch.indicator.IndicatorEngine;
import io.basiswatch.indicator.LookBack;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.wire.ValueJson;
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
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javax.sql.DataSource;

/**
 * The stored values that an engine must know to go on, in PostgreSQL: those that open hours and days are made of.
 *
 * <p>They are read as they were known when the open minute began. What was written after that is computed again, and has to
 * be found new then: it may not have been published before the process ended.
 */
final class RecallTable {
    /** Without what they were made of: hours and days are made of numbers and qualities. */
    private static final String OPEN = """
        select distinct on (series, time) asset, bare_value(v) as said
        from indicator_value v
        where series = any(?) and resolution = ? and derived_from = '' and time >= ? and time < ? and known_at <= ?
        order by series, time, revision desc\
        """;

    /** Days with what they were made of: one that is made again is news only where it says something else. */
    private static final String WITH_RECEIPTS = """
        with day as materialized (%s),
        told as materialized (
          select * from value_receipt
          where asset in (select asset from day) and resolution = '1d' and time >= (select min(time) from day))
        select asset, coalesce(told.receipt, bare_value(row(day.*)::indicator_value)) as said
        from day left join told using (asset, series, resolution, time, derived_from, revision)
        order by series, time, derived_from\
        """;

    private static final String OPEN_DAYS = WITH_RECEIPTS.formatted("""
        select distinct on (series, time) *
          from indicator_value
          where series = any(?) and resolution = ? and derived_from = '' and time >= ? and time < ? and known_at <= ?
          order by series, time, revision desc\
        """);

    /** Every closed day of some series, of either origin; a day of candles does not depend on when an engine stopped. */
    private static final String DAYS = WITH_RECEIPTS.formatted("""
        select distinct on (series, time, derived_from) *
          from indicator_value
          where series = any(?) and resolution = '1d' and (derived_from <> '' or known_at <= ?)
          order by series, time, derived_from, revision desc\
        """);

    /**
     * Of what candles gave all versions, whenever they were known: an engine that reads their candles again finds nothing new in
     * them, and tells nothing.
     */
    private static final String LOOKED_BACK_ON = """
        select series, value, quality, derived_from,
               (extract(epoch from time) * 1000)::int8 as time, (extract(epoch from known_at) * 1000)::int8 as known_at
        from (select *, row_number() over (partition by series, time, derived_from order by revision desc) as age
              from indicator_value
              where series = any(?) and resolution = ? and time >= ?
                and (derived_from <> '' or time < ? and known_at <= ?)) known
        where age = 1 or derived_from <> ''
        order by series, time, derived_from, revision\
        """;

    private static final String SERIES = "select series, asset from indicator_series where indicator = any(?)";

    /** Those that were published since, as absent at least; of days alone there are no minutes. */
    private static final String PUBLISHED = """
        select series, asset from indicator_series
        where last_minute is null or last_minute >= ?::timestamptz - interval '25 hours'\
        """;

    private static final long GRACE_MILLIS = 250;

    private final DataSource database;

    RecallTable(DataSource database) {
        this.database = database;
    }

    /** Tells {@code engine} what was known of the open hours and days of the assets {@code ours} at {@code openMinute}. */
    void open(long openMinute, Predicate<String> ours, Consumer<IndicatorValue> engine) {
        try (Connection connection = database.getConnection()) {
            OffsetDateTime since = time(IndicatorEngine.recalledFrom(Resolution.DAY, openMinute) / 1_000);
            Array series = connection.createArrayOf("text", series(PUBLISHED, since, ours, connection));
            for (Resolution resolution : List.of(Resolution.MINUTE, Resolution.HOUR, Resolution.DAY)) {
                try (PreparedStatement query =
                        connection.prepareStatement(resolution == Resolution.DAY ? OPEN_DAYS : OPEN)) {
                    query.setArray(1, series);
                    query.setString(2, resolution.code());
                    query.setObject(3, time(IndicatorEngine.recalledFrom(resolution, openMinute) / 1_000));
                    query.setObject(4, time(openMinute / 1_000));
                    query.setObject(5, time(openMinute / 1_000 + GRACE_MILLIS));
                    tell(query, ours, engine);
                }
            }
        } catch (SQLException e) {
            throw new StoreException("PostgreSQL: " + e.getMessage(), e);
        }
    }

    /**
     * Tells {@code engine} the closed days of the indicators {@code read} and the assets {@code ours}; those made of trades and
     * quotes as they were known at {@code openMinute}.
     */
    void days(long openMinute, Set<String> read, Predicate<String> ours, Consumer<IndicatorValue> engine) {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(DAYS)) {
            Array indicators = connection.createArrayOf("text", read.toArray());
            query.setArray(1, connection.createArrayOf("text", series(SERIES, indicators, ours, connection)));
            query.setObject(2, time(openMinute / 1_000 + GRACE_MILLIS));
            tell(query, ours, engine);
        } catch (SQLException e) {
            throw new StoreException("PostgreSQL: " + e.getMessage(), e);
        }
    }

    /** Tells {@code engine} what is looked back on of the time before {@code openMinute}. */
    void lookedBackOn(long openMinute, List<LookBack> lookBacks, Predicate<String> ours, Consumer<ClosedValue> engine) {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(LOOKED_BACK_ON)) {
            query.setFetchSize(10_000);
            for (LookBack lookBack : lookBacks) {
                Array indicator = connection.createArrayOf("text", new String[] {lookBack.indicator()});
                query.setArray(1, connection.createArrayOf("text", series(SERIES, indicator, ours, connection)));
                query.setString(2, lookBack.resolution().code());
                query.setObject(3, time(openMinute / 1_000 - lookBack.length().toMillis()));
                query.setObject(4, time(openMinute / 1_000));
                query.setObject(5, time(openMinute / 1_000 + GRACE_MILLIS));
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        closed(rows, lookBack.resolution()).ifPresent(engine);
                    }
                }
            }
        } catch (SQLException e) {
            throw new StoreException("PostgreSQL: " + e.getMessage(), e);
        }
    }

    private static Optional<ClosedValue> closed(ResultSet row, Resolution resolution) throws SQLException {
        double value = row.getDouble("value");
        if (row.wasNull()) {
            return Optional.empty();
        }
        return Optional.of(new ClosedValue(
                Series.parse(row.getString("series")),
                resolution,
                row.getLong("time") * 1_000,
                value,
                Quality.parse(row.getString("quality")),
                row.getLong("known_at") * 1_000,
                !row.getString("derived_from").isEmpty()));
    }

    private static String[] series(String sql, Object parameter, Predicate<String> ours, Connection connection)
            throws SQLException {
        List<String> series = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setObject(1, parameter);
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

    private static OffsetDateTime time(long millis) {
        return Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC);
    }

    private static void tell(PreparedStatement query, Predicate<String> ours, Consumer<IndicatorValue> engine)
            throws SQLException {
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                if (ours.test(rows.getString("asset"))) {
                    engine.accept(ValueJson.read(rows.getString("said")));
                }
            }
        }
    }
}
