package io.basiswatch.indicator.store;

import io.basiswatch.indicator.digest.DayDigest;
import io.basiswatch.indicator.digest.DayDigest.Digest;
import io.basiswatch.indicator.digest.DigestLines;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** The digests of days, in PostgreSQL: computed from the rows, once a day is over for good. */
final class DigestTable {
    private static final int AT_ONCE = 20_000;

    /** The day after the last digest, else that of the first value. */
    private static final String FIRST_OPEN = """
        select coalesce((select max(day) + 1 from indicator_digest where asset = ?),
                        (select min(first_minute at time zone 'UTC')::date from indicator_series where asset = ?)) as day\
        """;

    private static final String LINES = """
        select series, resolution, (extract(epoch from time) * 1000)::int8 as time, revision, fingerprint
        from indicator_value
        where series in (select series from indicator_series where asset = ?) and derived_from = ''
          and time >= ? and time < ?
        order by series collate "C", resolution collate "C", time, revision\
        """;

    private static final String INSERT = """
        insert into indicator_digest (asset, day, algorithm, digest, value_count, known_at)
        values (?, ?, ?, ?, ?, ?) on conflict do nothing\
        """;

    private static final String ALL =
            "select asset, day, digest, value_count from indicator_digest order by asset, day";

    private final DataSource database;

    DigestTable(DataSource database) {
        this.database = database;
    }

    /** Those of the days up to {@code last} that have none yet. */
    List<Digest> makeUp(String asset, LocalDate last) {
        List<Digest> made = new ArrayList<>();
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                Optional<LocalDate> first = firstOpen(asset, connection);
                for (LocalDate day = first.orElse(last.plusDays(1)); !day.isAfter(last); day = day.plusDays(1)) {
                    Digest digest = compute(asset, day, connection);
                    if (digest.values() > 0) {
                        insert(digest, connection);
                        made.add(digest);
                    }
                    connection.commit();
                }
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new StoreException("PostgreSQL: " + e.getMessage(), e);
        }
        return made;
    }

    private static Optional<LocalDate> firstOpen(String asset, Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(FIRST_OPEN)) {
            query.setString(1, asset);
            query.setString(2, asset);
            try (ResultSet rows = query.executeQuery()) {
                rows.next();
                return Optional.ofNullable(rows.getObject("day", LocalDate.class));
            }
        }
    }

    private static Digest compute(String asset, LocalDate day, Connection connection) throws SQLException {
        DigestLines lines = new DigestLines();
        try (PreparedStatement query = connection.prepareStatement(LINES)) {
            query.setFetchSize(AT_ONCE);
            query.setString(1, asset);
            query.setObject(2, day.atStartOfDay().atOffset(ZoneOffset.UTC));
            query.setObject(3, day.plusDays(1).atStartOfDay().atOffset(ZoneOffset.UTC));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    lines.add(DigestLines.line(
                            rows.getString("series"),
                            rows.getString("resolution"),
                            rows.getLong("time"),
                            rows.getInt("revision"),
                            rows.getBytes("fingerprint")));
                }
            }
        }
        return new Digest(asset, day, lines.finish(), lines.count());
    }

    private static void insert(Digest digest, Connection connection) throws SQLException {
        long over = DayDigest.overAt(digest.day());
        OffsetDateTime knownAt = Instant.ofEpochMilli(over / 1_000).atOffset(ZoneOffset.UTC);
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, digest.asset());
            insert.setObject(2, digest.day());
            insert.setString(3, DigestLines.ALGORITHM);
            insert.setString(4, digest.digest());
            insert.setInt(5, digest.values());
            insert.setObject(6, knownAt);
            insert.executeUpdate();
        }
    }

    /** All that there are. */
    List<Digest> all() {
        List<Digest> digests = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(ALL);
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                digests.add(new Digest(
                        rows.getString("asset"),
                        rows.getObject("day", LocalDate.class),
                        rows.getString("digest"),
                        rows.getInt("value_count")));
            }
        } catch (SQLException e) {
            throw new StoreException("PostgreSQL: " + e.getMessage(), e);
        }
        return digests;
    }
}
