package io.basiswatch.indicator.store;

import io.basiswatch.indicator.SimulatedDay;
import io.basiswatch.model.Series;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** Until which day simulated venues have led to values of a series, in PostgreSQL. */
final class SimulatedTable {
    private static final String NOTE = """
        insert into indicator_simulated as s (series, venue, last_day)
        select series, venue, date '1970-01-01' + max(day)::int4
        from unnest(?, ?, ?) as v (series, venue, day)
        group by series, venue
        order by series, venue
        on conflict (series, venue) do update set last_day = greatest(s.last_day, excluded.last_day)\
        """;

    private static final String ALL = """
        select series, venue, last_day - date '1970-01-01' as day from indicator_simulated order by series, venue\
        """;

    private final DataSource database;

    SimulatedTable(DataSource database) {
        this.database = database;
    }

    void note(List<SimulatedDay> days) {
        try (Connection connection = database.getConnection();
                PreparedStatement note = connection.prepareStatement(NOTE)) {
            Columns<SimulatedDay> columns = new Columns<>(days, connection, note);
            columns.add("text", day -> day.series().toString());
            columns.add("text", SimulatedDay::venue);
            columns.add("int8", SimulatedDay::day);
            note.executeUpdate();
        } catch (SQLException e) {
            throw new StoreException("PostgreSQL: " + e.getMessage(), e);
        }
    }

    void each(Consumer<SimulatedDay> taker) {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(ALL);
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                taker.accept(new SimulatedDay(
                        Series.parse(rows.getString("series")), rows.getString("venue"), rows.getLong("day")));
            }
        } catch (SQLException e) {
            throw new StoreException("PostgreSQL: " + e.getMessage(), e);
        }
    }
}
