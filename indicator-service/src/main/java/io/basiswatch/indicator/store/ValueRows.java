package io.basiswatch.indicator.store;

import io.basiswatch.indicator.IndicatorEngine;
import io.basiswatch.indicator.ValueContent;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.ValueReceipt;
import io.basiswatch.model.wire.ReceiptJson;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** The rows of {@code indicator_value}. */
final class ValueRows {
    private static final String INSERT = """
            insert into indicator_value (series, asset, indicator, dimension, resolution, time, derived_from, revision,
                                         version, value, unit, quality, known_at, content, receipt)
            select series, asset, indicator, dimension, resolution, to_timestamp(time / 1000.0), derived_from, revision,
                   version, value, unit, quality, to_timestamp(known_at / 1000.0), content, receipt::json
            from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
              as v (series, asset, indicator, dimension, resolution, time, derived_from, revision, version, value, unit,
                    quality, known_at, content, receipt)
            on conflict do nothing""";

    private ValueRows() {}

    /** Adds values; those that are there already stay as they are. */
    static void insert(List<IndicatorValue> values, Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            Columns<IndicatorValue> columns = new Columns<>(values, connection, insert);
            columns.add("text", value -> value.series().toString());
            columns.add("text", IndicatorValue::asset);
            columns.add("text", value -> value.series().indicator());
            columns.add("text", value -> value.series().dimension());
            columns.add("text", value -> value.resolution().code());
            columns.add("int8", value -> value.time() / 1_000);
            columns.add("text", IndicatorValue::derivedFrom);
            columns.add("int4", IndicatorValue::revision);
            columns.add("int4", IndicatorValue::version);
            columns.add(
                    "float8", value -> value.value().isPresent() ? value.value().getAsDouble() : null);
            columns.add("text", value -> value.unit().code());
            columns.add("text", value -> value.quality().code());
            columns.add("int8", value -> value.knownAt() / 1_000);
            columns.add("uuid", value -> value.derivedFrom().isEmpty() ? null : ValueContent.of(value));
            columns.add(
                    "text", value -> ReceiptJson.write(ValueReceipt.of(value, IndicatorEngine.ARITHMETIC)));
            insert.executeUpdate();
        }
    }
}
