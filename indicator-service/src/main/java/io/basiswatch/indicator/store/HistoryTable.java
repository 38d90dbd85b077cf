package io.basiswatch.indicator.store;

import io.basiswatch.indicator.MetCandle;
import io.basiswatch.indicator.ValueContent;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Values that were made of candles, in PostgreSQL.
 *
 * <p>They may come again, with a second import or after a restart. One that says the same as the newest revision is no news;
 * one that was known before that, or that is there as an older revision known at the same time, was read from the log again.
 * Any other is the next revision: nothing is ever edited.
 */
final class HistoryTable {
    private static final int AT_ONCE = 10_000;

    /** Lateral, so that each place is looked up in the one partition that it is in. */
    private static final String NEWEST = """
        select v.number, n.revision, n.is_known
        from unnest(?, ?, ?, ?, ?, ?) with ordinality
          as v (series, resolution, time, derived_from, content, known_at, number)
        cross join lateral (
          select max(i.revision) as revision,
                 (array_agg(i.content order by i.revision desc))[1] = v.content
                 or max(i.known_at) > to_timestamp(v.known_at / 1000.0)
                 or bool_or(i.content = v.content and i.known_at = to_timestamp(v.known_at / 1000.0)) as is_known
          from indicator_value i
          where i.series = v.series and i.resolution = v.resolution
            and i.time = to_timestamp(v.time / 1000.0) and i.derived_from = v.derived_from) n
        where n.revision is not null\
        """;

    /** Without minutes: an engine does not go on from these. In order, so that two that write never wait for each other. */
    private static final String NOTE_SERIES = """
        insert into indicator_series as s (series, asset, indicator, unit, known_since)
        select series, asset, indicator, min(unit), to_timestamp(min(known_at) / 1000.0)
        from unnest(?, ?, ?, ?, ?) as v (series, asset, indicator, unit, known_at)
        group by series, asset, indicator
        order by series
        on conflict (series) do update set known_since = least(s.known_since, excluded.known_since)\
        """;

    private static final String WIDEN = """
        insert into indicator_history as h (series, resolution, first_time, last_time)
        select series, resolution, to_timestamp(min(time) / 1000.0), to_timestamp(max(time) / 1000.0)
        from unnest(?, ?, ?) as v (series, resolution, time)
        group by series, resolution
        order by series, resolution
        on conflict (series, resolution) do update set first_time = least(h.first_time, excluded.first_time),
                                                       last_time = greatest(h.last_time, excluded.last_time)\
        """;

    private static final String SPANS = """
        select series, resolution, (extract(epoch from first_time) * 1000)::int8 as first_time,
               (extract(epoch from last_time) * 1000)::int8 as last_time
        from indicator_history\
        """;

    private final DataSource database;
    private final Partitions partitions;

    /** What the values of one interval of one series are the revisions of. */
    private record Place(Series series, Resolution resolution, long time, String derivedFrom) {
        static Place of(IndicatorValue value) {
            return new Place(value.series(), value.resolution(), value.time(), value.derivedFrom());
        }
    }

    /** The number of the newest revision of a place, and whether what is to be written is there already. */
    private record Newest(int revision, boolean isKnown) {}

    HistoryTable(DataSource database, Partitions partitions) {
        this.database = database;
        this.partitions = partitions;
    }

    /**
     * Adds what is new, and keeps the candles that it was made of, all of it or nothing: what follows from a value is never missing
     * where that value is there, and an engine that goes on knows the candles that its days were made of. Returns how many
     * rows that were.
     */
    int insert(List<IndicatorValue> values, List<MetCandle> candles) {
        try (Connection connection = database.getConnection()) {
            partitions.ensure(values, connection);
            connection.setAutoCommit(false);
            try {
                List<IndicatorValue> added = new ArrayList<>();
                for (List<IndicatorValue> round : rounds(values)) {
                    added.addAll(insertRound(round, connection));
                }
                if (!candles.isEmpty()) {
                    CandleTable.keep(candles, connection);
                }
                if (!added.isEmpty()) {
                    // Last: those who write values of the present wait for the rows of series that this locks.
                    widen(added, connection);
                    noteSeries(added, connection);
                }
                connection.commit();
                return added.size();
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

    /** Parts in which no place comes twice, so that a revision is not looked for while it is being written. */
    private static List<List<IndicatorValue>> rounds(List<IndicatorValue> values) {
        List<List<IndicatorValue>> rounds = new ArrayList<>();
        Map<Place, IndicatorValue> round = new LinkedHashMap<>();
        for (IndicatorValue value : values) {
            Place place = Place.of(value);
            if (round.size() == AT_ONCE || round.containsKey(place)) {
                rounds.add(List.copyOf(round.values()));
                round.clear();
            }
            round.put(place, value);
        }
        if (!round.isEmpty()) {
            rounds.add(List.copyOf(round.values()));
        }
        return rounds;
    }

    private List<IndicatorValue> insertRound(List<IndicatorValue> round, Connection connection) throws SQLException {
        List<IndicatorValue> news = news(round, connection);
        if (!news.isEmpty()) {
            ValueRows.insert(news, partitions::keepsReceipt, connection);
        }
        return news;
    }

    /** The values that are not there yet, as the revisions that they are, by series and time. */
    private static List<IndicatorValue> news(List<IndicatorValue> round, Connection connection) throws SQLException {
        Map<Integer, Newest> stored = newest(round, connection);
        List<IndicatorValue> news = new ArrayList<>();
        for (int i = 0; i < round.size(); i++) {
            IndicatorValue value = round.get(i);
            Newest newest = stored.get(i);
            if (newest == null) {
                news.add(value);
            } else if (!newest.isKnown()) {
                news.add(value.revised(newest.revision() + 1));
            }
        }
        // Neighbours in the index are written one after the other.
        news.sort(Comparator.comparing(IndicatorValue::series).thenComparingLong(IndicatorValue::time));
        return news;
    }

    private static Map<Integer, Newest> newest(List<IndicatorValue> round, Connection connection) throws SQLException {
        Map<Integer, Newest> found = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement(NEWEST)) {
            Columns<IndicatorValue> columns = new Columns<>(round, connection, query);
            columns.add("text", value -> value.series().toString());
            columns.add("text", value -> value.resolution().code());
            columns.add("int8", value -> value.time() / 1_000);
            columns.add("text", IndicatorValue::derivedFrom);
            columns.add("uuid", ValueContent::of);
            columns.add("int8", value -> value.knownAt() / 1_000);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    found.put(
                            rows.getInt("number") - 1,
                            new Newest(rows.getInt("revision"), rows.getBoolean("is_known")));
                }
            }
        }
        return found;
    }

    private static void noteSeries(List<IndicatorValue> values, Connection connection) throws SQLException {
        try (PreparedStatement note = connection.prepareStatement(NOTE_SERIES)) {
            Columns<IndicatorValue> columns = new Columns<>(values, connection, note);
            columns.add("text", value -> value.series().toString());
            columns.add("text", IndicatorValue::asset);
            columns.add("text", value -> value.series().indicator());
            columns.add("text", value -> value.unit().code());
            columns.add("int8", value -> value.knownAt() / 1_000);
            note.executeUpdate();
        }
    }

    private static void widen(List<IndicatorValue> values, Connection connection) throws SQLException {
        try (PreparedStatement widen = connection.prepareStatement(WIDEN)) {
            Columns<IndicatorValue> columns = new Columns<>(values, connection, widen);
            columns.add("text", value -> value.series().toString());
            columns.add("text", value -> value.resolution().code());
            columns.add("int8", value -> value.time() / 1_000);
            widen.executeUpdate();
        }
    }

    /** Between which times which series have such values. */
    List<HistorySpan> spans() {
        List<HistorySpan> spans = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(SPANS);
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                spans.add(new HistorySpan(
                        Series.parse(rows.getString("series")),
                        Resolution.parse(rows.getString("resolution")),
                        rows.getLong("first_time"),
                        rows.getLong("last_time")));
            }
        } catch (SQLException e) {
            throw new StoreException("PostgreSQL: " + e.getMessage(), e);
        }
        return spans;
    }
}
