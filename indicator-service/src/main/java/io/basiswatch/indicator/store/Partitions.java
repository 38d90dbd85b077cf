package io.basiswatch.indicator.store;

import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Resolution;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The partitions of {@code indicator_value} and {@code indicator_receipt}, a month each: made before they are needed, dropped
 * whole once all of them is older than the retention.
 */
final class Partitions {
    private static final String VALUES = "indicator_value";
    private static final String RECEIPTS = "indicator_receipt_";
    private static final List<Resolution> STORED = List.of(Resolution.MINUTE, Resolution.HOUR, Resolution.DAY);
    private static final int MONTHS_AHEAD = 2;
    /** Of all that make partitions in this database, only one at a time. */
    private static final long LOCK = 0x6261736973L;

    private final StoreOptions options;
    private final Set<String> made = ConcurrentHashMap.newKeySet();
    private final AtomicLong newest = new AtomicLong(Long.MIN_VALUE);

    Partitions(StoreOptions options) {
        this.options = options;
    }

    /** Those that the values need, however many years they reach back, and of the month after the newest of them. */
    void ensure(Collection<IndicatorValue> values, Connection connection) throws SQLException {
        Set<YearMonth> months = new TreeSet<>();
        Set<String> receipts = new TreeSet<>();
        long last = Long.MIN_VALUE;
        for (IndicatorValue value : values) {
            last = Math.max(last, value.time() / 1_000);
        }
        noteNewest(last);
        long minute = Long.MIN_VALUE;
        for (IndicatorValue value : values) {
            if (value.time() != minute) {
                minute = value.time();
                months.add(month(minute / 1_000));
            }
            if (keepsReceipt(value)) {
                receipts.add(value.resolution().code());
            }
        }
        if (!months.isEmpty()) {
            months.add(month(last).plusMonths(1));
        }
        for (YearMonth month : months) {
            ensure(VALUES, month, connection);
            for (String resolution : receipts) {
                ensure(RECEIPTS + resolution, month, connection);
            }
        }
    }

    /** Those of the month of {@code now}, milliseconds since the epoch, and of the two after it. */
    void makeAhead(long now, Connection connection) throws SQLException {
        for (int ahead = 0; ahead <= MONTHS_AHEAD; ahead++) {
            YearMonth month = month(now).plusMonths(ahead);
            ensure(VALUES, month, connection);
            for (Resolution resolution : STORED) {
                ensure(RECEIPTS + resolution.code(), month, connection);
            }
        }
    }

    /** The newest value that there is, milliseconds since the epoch: retention is counted back from it. */
    void noteNewest(long time) {
        newest.accumulateAndGet(time, Math::max);
    }

    /** Whether what the value was made of is to be kept; what would be dropped at once need not be written. */
    boolean keepsReceipt(IndicatorValue value) {
        return value.time() / 1_000 >= options.receipts().earliest(value.resolution(), newest.get());
    }

    /** Drops those that are older than the retention; returns their names. Must not be in a transaction. */
    List<String> drop(Connection connection) throws SQLException {
        List<String> dropped = new ArrayList<>();
        if (newest.get() == Long.MIN_VALUE) {
            return dropped;
        }
        long kept = options.values().toMillis();
        dropped.addAll(drop(VALUES, kept == 0 ? Long.MIN_VALUE : newest.get() - kept, connection));
        for (Resolution resolution : STORED) {
            long earliest = options.receipts().earliest(resolution, newest.get());
            dropped.addAll(drop(RECEIPTS + resolution.code(), earliest, connection));
        }
        return dropped;
    }

    private List<String> drop(String parent, long earliest, Connection connection) throws SQLException {
        List<String> dropped = new ArrayList<>();
        for (String partition : of(parent, connection)) {
            String suffix = partition.substring(parent.length() + 1);
            if (!suffix.matches("\\d{4}_\\d{2}")) {
                continue;
            }
            YearMonth month = YearMonth.parse(suffix.replace('_', '-'));
            if (month.plusMonths(1).atDay(1).toEpochDay() * Resolution.DAY.millis() <= earliest) {
                detach(parent, partition, connection);
                made.remove(partition);
                dropped.add(partition);
            }
        }
        return dropped;
    }

    /** Without holding up those who read the other months. */
    private static void detach(String parent, String partition, Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            String how = isDetaching(partition, connection) ? " finalize" : " concurrently";
            statement.execute("alter table " + parent + " detach partition " + partition + how);
            statement.execute("drop table " + partition);
        }
    }

    /** Whether an earlier attempt was interrupted. */
    private static boolean isDetaching(String partition, Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "select inhdetachpending from pg_inherits where inhrelid = to_regclass(?)")) {
            query.setString(1, partition);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() && rows.getBoolean(1);
            }
        }
    }

    private static List<String> of(String parent, Connection connection) throws SQLException {
        List<String> names = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(
                "select inhrelid::regclass::text from pg_inherits where inhparent = to_regclass(?) order by 1")) {
            query.setString(1, parent);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
        }
        return names;
    }

    private static YearMonth month(long millis) {
        return YearMonth.from(Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC));
    }

    private void ensure(String parent, YearMonth month, Connection connection) throws SQLException {
        String name = "%s_%d_%02d".formatted(parent, month.getYear(), month.getMonthValue());
        if (made.contains(name)) {
            return;
        }
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("select pg_advisory_xact_lock(" + LOCK + ")");
            if (!of(parent, connection).contains(name)) {
                // Made apart and attached: that does not hold up those who read the other months.
                statement.execute("create table if not exists " + name + " (like " + parent + " including all)");
                statement.execute("alter table " + parent + " attach partition " + name + " for values from ('"
                        + month.atDay(1) + " 00:00:00+00') to ('"
                        + month.plusMonths(1).atDay(1) + " 00:00:00+00')");
            }
            connection.commit();
            made.add(name);
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }
}
