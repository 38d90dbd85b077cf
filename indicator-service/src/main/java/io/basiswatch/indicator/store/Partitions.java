package io.basiswatch.indicator.store;

import io.basiswatch.model.IndicatorValue;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/** Makes the partitions of {@code indicator_value}, a month each, before they are needed. */
final class Partitions {
    private final Set<YearMonth> made = new HashSet<>();

    /** Those of the values' months and of the months after them: however many years they reach back. */
    void ensure(Collection<IndicatorValue> values, Connection connection) throws SQLException {
        TreeSet<YearMonth> months = new TreeSet<>();
        long minute = Long.MIN_VALUE;
        for (IndicatorValue value : values) {
            if (value.time() != minute) {
                minute = value.time();
                YearMonth month = month(minute);
                months.add(month);
                months.add(month.plusMonths(1));
            }
        }
        for (YearMonth month : months) {
            if (!made.contains(month)) {
                create(month, connection);
                made.add(month);
            }
        }
    }

    private static YearMonth month(long micros) {
        return YearMonth.from(
                Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000)).atOffset(ZoneOffset.UTC));
    }

    private static void create(YearMonth month, Connection connection) throws SQLException {
        String name = "indicator_value_%d_%02d".formatted(month.getYear(), month.getMonthValue());
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists " + name + " partition of indicator_value for values from ('"
                    + month.atDay(1) + " 00:00:00+00') to ('"
                    + month.plusMonths(1).atDay(1) + " 00:00:00+00')");
        }
    }
}
