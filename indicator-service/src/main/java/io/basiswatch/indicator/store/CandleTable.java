package io.basiswatch.indicator.store;

import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.MetCandle;
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
                                 taker_buy_volume, taker_buy_notional, event_time, received_time, origin, is_simulated)
        select asset, instrument, resolution, timestamptz 'epoch' + open_time * interval '1 microsecond',
               open, high, low, close, volume, notional, taker_buy_volume, taker_buy_notional,
               timestamptz 'epoch' + event_time * interval '1 microsecond',
               timestamptz 'epoch' + received_time * interval '1 microsecond', origin,
               is_simulated
        from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) with ordinality
          as v (asset, instrument, resolution, open_time, open, high, low, close, volume, notional,
                taker_buy_volume, taker_buy_notional, event_time, received_time, origin, is_simulated, place)
        order by place
        on conflict (instrument, resolution, open_time) do update
          set (open, high, low, close, volume, notional, taker_buy_volume, taker_buy_notional, event_time,
               received_time, origin, is_simulated)
            = (excluded.open, excluded.high, excluded.low, excluded.close, excluded.volume, excluded.notional,
               excluded.taker_buy_volume, excluded.taker_buy_notional, excluded.event_time,
               excluded.received_time, excluded.origin, excluded.is_simulated)
          where c.received_time < excluded.received_time
            and (c.open, c.high, c.low, c.close, c.volume, c.notional, c.taker_buy_volume, c.taker_buy_notional,
                 c.is_simulated)
              is distinct from
                (excluded.open, excluded.high, excluded.low, excluded.close, excluded.volume, excluded.notional,
                 excluded.taker_buy_volume, excluded.taker_buy_notional, excluded.is_simulated)\
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
               origin, is_simulated, (extract(epoch from open_time) * 1000000)::int8 as open_time,
               (extract(epoch from event_time) * 1000000)::int8 as event_time,
               (extract(epoch from received_time) * 1000000)::int8 as received_time
        from (select * from candle where asset = ? order by number desc limit ?) last
        order by number\
        """;

    private final DataSource database;

    /** Of which market and interval. */
    private record Place(Instrument instrument, long open, long close) {
        static Place of(Candle candle) {
            return new Place(candle.instrument(), candle.openTime(), candle.closeTime());
        }
    }

    CandleTable(DataSource database) {
        this.database = database;
    }

    /** Keeps what is newer than what is there, and differs from it. */
    static void keep(List<MetCandle> candles, Connection connection) throws SQLException {
        Map<Place, MetCandle> newest = new LinkedHashMap<>();
        for (MetCandle met : candles) {
            newest.merge(
                    Place.of(met.candle()),
                    met,
                    (one, other) -> other.candle().receivedTime() > one.candle().receivedTime() ? other : one);
        }
        try (PreparedStatement keep = connection.prepareStatement(KEEP)) {
            Columns<MetCandle> columns = new Columns<>(List.copyOf(newest.values()), connection, keep);
            columns.add("text", met -> met.candle().asset());
            columns.add("text", met -> met.candle().instrument().toString());
            columns.add("text", met -> resolution(met.candle()).code());
            columns.add("int8", met -> met.candle().openTime());
            columns.add("float8", met -> met.candle().open());
            columns.add("float8", met -> met.candle().high());
            columns.add("float8", met -> met.candle().low());
            columns.add("float8", met -> met.candle().close());
            columns.add("float8", met -> met.candle().volume());
            columns.add("float8", met -> nullable(met.candle().notional()));
            columns.add("float8", met -> nullable(met.candle().takerBuyVolume()));
            columns.add("float8", met -> nullable(met.candle().takerBuyNotional()));
            columns.add("int8", met -> met.candle().stamp().eventTime());
            columns.add("int8", met -> met.candle().receivedTime());
            columns.add("text", met -> met.candle().stamp().origin().name());
            columns.add("bool", MetCandle::isSimulated);
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
    void recall(Predicate<String> ours, Consumer<MetCandle> engine) {
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

    private static void recall(String asset, Consumer<MetCandle> engine, Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(LAST)) {
            query.setString(1, asset);
            query.setInt(2, Indicator.Candles.REMEMBERED);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    engine.accept(new MetCandle(candle(rows), rows.getBoolean("is_simulated")));
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
