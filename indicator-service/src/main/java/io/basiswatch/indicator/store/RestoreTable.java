package io.basiswatch.indicator.store;

import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.wire.ValueJson;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** What Redis is made of again, in PostgreSQL. All times are milliseconds since the epoch. */
final class RestoreTable {
    private static final int AT_ONCE = 20_000;

    private static final String ASSETS = """
        select asset, (extract(epoch from min(first_minute)) * 1000)::int8 as first,
               (extract(epoch from max(last_minute)) * 1000)::int8 as last
        from indicator_series group by asset order by asset\
        """;

    private static final String POINTS = """
        select series, (extract(epoch from time) * 1000)::int8 as time, value
        from (select distinct on (series, time) series, time, value
              from indicator_value
              where series in (select series from indicator_series where asset = ?) and resolution = ?
                and derived_from = '' and time >= ? and time < ?
              order by series, time, revision desc) newest
        where value is not null
        order by series, time\
        """;

    /** Of each series the newest minute, hour and day, with what they were made of as long as that is kept. */
    private static final String NEWEST = """
        with newest as materialized (
          select v.*
          from indicator_series s
          cross join unnest(array['1m', '1h', '1d']) as r (resolution)
          cross join lateral (
            select * from indicator_value i
            where i.series = s.series and i.resolution = r.resolution and i.derived_from = ''
            order by i.time desc, i.revision desc limit 1) v),
        told as materialized (
          select e.receipt ->> 'series' as series, r.resolution, r.time,
                 (e.receipt ->> 'revision')::integer as revision, e.receipt
          from (select distinct asset, resolution, time, known_at from newest) n
          join indicator_receipt r using (asset, resolution, time, known_at)
          cross join lateral json_array_elements(r.receipts) as e (receipt))
        select coalesce(told.receipt, bare_value(row(newest.*)::indicator_value)) as said
        from newest left join told using (series, resolution, time, revision)\
        """;

    private final DataSource database;

    /**
     * Between which times an asset has live minutes.
     *
     * @param first the earliest; 0 where there is none
     * @param last the latest; 0 where there is none
     */
    record Extent(long first, long last) {}

    RestoreTable(DataSource database) {
        this.database = database;
    }

    /** All assets that have series. */
    Map<String, Extent> assets() {
        Map<String, Extent> assets = new TreeMap<>();
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(ASSETS);
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                assets.put(rows.getString("asset"), new Extent(rows.getLong("first"), rows.getLong("last")));
            }
        } catch (SQLException e) {
            throw new StoreException("PostgreSQL: " + e.getMessage(), e);
        }
        return assets;
    }

    /** Gives the points of {@code asset} in [{@code from}, {@code to}), each series by itself, in order of time. */
    void points(String asset, Resolution resolution, long from, long to, Consumer<List<SeriesPoint>> each) {
        try (Connection connection = database.getConnection()) {
            // Outside of a transaction the driver would read all rows at once.
            connection.setAutoCommit(false);
            try (PreparedStatement query = connection.prepareStatement(POINTS)) {
                query.setFetchSize(AT_ONCE);
                query.setString(1, asset);
                query.setString(2, resolution.code());
                query.setObject(3, time(from));
                query.setObject(4, time(to));
                read(query, resolution, each);
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new StoreException("PostgreSQL: " + e.getMessage(), e);
        }
    }

    private static void read(PreparedStatement query, Resolution resolution, Consumer<List<SeriesPoint>> each)
            throws SQLException {
        List<SeriesPoint> run = new ArrayList<>();
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                String name = rows.getString("series");
                if (!run.isEmpty() && !run.getFirst().series().toString().equals(name)) {
                    each.accept(List.copyOf(run));
                    run.clear();
                }
                Series series =
                        run.isEmpty() ? Series.parse(name) : run.getFirst().series();
                run.add(new SeriesPoint(series, resolution, rows.getLong("time"), rows.getDouble("value")));
            }
        }
        if (!run.isEmpty()) {
            each.accept(run);
        }
    }

    /** The newest minute, hour and day of each series. */
    List<IndicatorValue> newest() {
        List<IndicatorValue> newest = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(NEWEST);
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                newest.add(ValueJson.read(rows.getString("said")));
            }
        } catch (SQLException e) {
            throw new StoreException("PostgreSQL: " + e.getMessage(), e);
        }
        return newest;
    }

    private static OffsetDateTime time(long millis) {
        return Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC);
    }
}
