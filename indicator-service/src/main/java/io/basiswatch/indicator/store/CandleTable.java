package io.basiswatch.indicator.store;

import io.basiswatch.indicator.Indicator;
import io.basiswatch.model.Candle;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Stamp;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javax.sql.DataSource;

/** The candles themselves, in PostgreSQL: of each market and interval the newest that differs from the one before. */
final class CandleTable {
    private static final String KEEP = """
        insert into candle as c (asset, instrument, resolution, open_time, open, high, low, close, volume, notional,
                                 taker_buy_volume, taker_buy_notional, event_time, received_time, origin)
        select asset, instrument, resolution, timestamptz 'epoch' + open_time * interval '1 microsecond',
               open, high, low, close, volume, notional, taker_buy_volume, taker_buy_notional,
               timestamptz 'epoch' + event_time * interval '1 microsecond',
               timestamptz 'epoch' + received_time * interval '1 microsecond', origin
        from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) with ordinality
          as v (asset, instrument, resolution, open_time, open, high, low, close, volume, notional,
                taker_buy_volume, taker_buy_notional, event_time, received_time, origin, place)
        order by place
        on conflict (instrument, resolution, open_time) do update
          set (open, high, low, close, volume, notional, taker_buy_volume, taker_buy_notional, event_time,
               received_time, origin)
            = (excluded.open, excluded.high, excluded.low, excluded.close, excluded.volume, excluded.notional,
               excluded.taker_buy_volume, excluded.taker_buy_notional, excluded.event_time,
               excluded.received_time, excluded.origin)
          where c.received_time < excluded.received_time
            and (c.open, c.high, c.low, c.close, c.volume, c.notional, c.taker_buy_volume, c.taker_buy_notional)
              is distinct from
                (excluded.open, excluded.high, excluded.low, excluded.close, excluded.volume, excluded.notional,
                 excluded.taker_buy_volume, excluded.taker_buy_notional)\
        """;

    /** Walks from one asset to the next instead of over all candles. */
    private static final String ASSETS = """
        with recursive a as (
          (select asset from candle order by asset limit 1)
          union all
          select (select c.asset from candle c where c.asset > a.asset order by c.asset limit 1)
          from a where a.asset is not null)
        select asset from a where asset is not null\
        """;

    private static final String LAST = """
        select instrument, resolution, open, high, low, close, volume, notional, taker_buy_volume, taker_buy_notional,
               origin, (extract(epoch from open_time) * 1000000)::int8 as open_time,
               (extract(epoch from event_time) * 1000000)::int8 as event_time,
               (extract(epoch from received_time) * 1000000)::int8 as received_time
        from (select * from candle where asset = ? order by number desc limit ?) last
        order by number\
        """;

    private final DataSource database;

    /** Of which market and interval. */
    private record Place(Instrument instrument, long open, long close) {}

    CandleTable(DataSource database) {
        this.database = database;
    }

    /** Keeps what is newer than what is there, and differs from it. */
    static void keep(List<Candle> candles, Connection connection) throws SQLException {
        Map<Place, Candle> newest = new LinkedHashMap<>();
        for (Candle candle : candles) {
            newest.merge(
                    new Place(candle.instrument(), candle.openTime(), candle.closeTime()),
                    candle,
                    (one, other) -> other.receivedTime() > one.receivedTime() ? other : one);
        }
        try (PreparedStatement keep = connection.prepareStatement(KEEP)) {
            Columns<Candle> columns = new Columns<>(List.copyOf(newest.values()), connection, keep);
            columns.add("text", Candle::asset);
            columns.add("text", candle -> candle.instrument().toString());
            columns.add("text", candle -> resolution(candle).code());
            columns.add("int8", Candle::openTime);
            columns.add("float8", Candle::open);
            columns.add("float8", Candle::high);
            columns.add("float8", Candle::low);
            columns.add("float8", Candle::close);
            columns.add("float8", Candle::volume);
            columns.add("float8", candle -> nullable(candle.notional()));
            columns.add("float8", candle -> nullable(candle.takerBuyVolume()));
            columns.add("float8", candle -> nullable(candle.takerBuyNotional()));
            columns.add("int8", candle -> candle.stamp().eventTime());
            columns.add("int8", Candle::receivedTime);
            columns.add("text", candle -> candle.stamp().origin().name());
            keep.executeUpdate();
        }
    }

    /** An engine passes on only candles of these lengths. */
    private static Resolution resolution(Candle candle) {
        return Arrays.stream(Resolution.values())
                .filter(each -> each.micros() == candle.closeTime() - candle.openTime())
                .findFirst()
                .orElseThrow();
    }

    private static Double nullable(OptionalDouble number) {
        return number.isPresent() ? number.getAsDouble() : null;
    }

    /** Tells {@code engine} the last candles of each asset that {@code ours} accepts, in the order in which they came. */
    void recall(Predicate<String> ours, Consumer<Candle> engine) {
        try (Connection connection = database.getConnection()) {
            for (String asset : assets(connection)) {
                if (ours.test(asset)) {
                    recall(asset, engine, connection);
                }
            }
        } catch (SQLException e) {
            throw new StoreException("PostgreSQL: " + e.getMessage(), e);
        }
    }

    private static List<String> assets(Connection connection) throws SQLException {
        List<String> assets = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(ASSETS);
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                assets.add(rows.getString("asset"));
            }
        }
        return assets;
    }

    private static void recall(String asset, Consumer<Candle> engine, Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(LAST)) {
            query.setString(1, asset);
            query.setInt(2, Indicator.Candles.REMEMBERED);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    engine.accept(candle(rows));
                }
            }
        }
    }

    private static Candle candle(ResultSet row) throws SQLException {
        long open = row.getLong("open_time");
        Origin origin = Origin.valueOf(row.getString("origin"));
        return new Candle(
                Instrument.parse(row.getString("instrument")),
                new Stamp(row.getLong("event_time"), row.getLong("received_time"), Stamp.NO_SEQUENCE, origin),
                open,
                open + Resolution.parse(row.getString("resolution")).micros(),
                row.getDouble("open"),
                row.getDouble("high"),
                row.getDouble("low"),
                row.getDouble("close"),
                row.getDouble("volume"),
                optional(row, "notional"),
                optional(row, "taker_buy_volume"),
                optional(row, "taker_buy_notional"));
    }

    private static OptionalDouble optional(ResultSet row, String column) throws SQLException {
        double number = row.getDouble(column);
        return row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(number);
    }
}
