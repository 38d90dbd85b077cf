package io.basiswatch.indicator.store;

import io.basiswatch.indicator.IndicatorEngine;
import io.basiswatch.indicator.ValueContent;
import io.basiswatch.indicator.digest.DigestLines;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.ValueReceipt;
import io.basiswatch.model.wire.ReceiptJson;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Predicate;

/** The rows of {@code indicator_value}, and those of {@code indicator_receipt} that belong to them. */
final class ValueRows {
    /** A receipt is kept exactly with the row that it is of: never twice, and never without it. */
    private static final String INSERT = """
        with given as (
          select *, to_timestamp(time_ms / 1000.0) as time, to_timestamp(known_ms / 1000.0) as known_at,
                 receipt::json as said
          from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            as g (series, asset, indicator, dimension, resolution, time_ms, derived_from, revision, version, value,
                  unit, quality, known_ms, content, receipt, fingerprint, is_kept)),
        added as (
          insert into indicator_value (series, asset, indicator, dimension, resolution, time, derived_from, revision,
                                       version, value, unit, quality, known_at, content, reasons, attributes,
                                       fingerprint)
          select series, asset, indicator, dimension, resolution, time, derived_from, revision, version, value, unit,
                 quality, known_at, content, nullif((said -> 'reasons')::text, '[]')::json,
                 nullif((said -> 'attributes')::text, '{}')::json, decode(fingerprint, 'hex')
          from given
          on conflict do nothing
          returning series, resolution, time, derived_from, revision)
        insert into indicator_receipt (asset, resolution, time, known_at, receipts)
        select g.asset, g.resolution, g.time, g.known_at,
               ('[' || string_agg(g.receipt, ',' order by g.series, g.derived_from, g.revision) || ']')::json
        from given g join added a using (series, resolution, time, derived_from, revision)
        where g.is_kept
        group by g.asset, g.resolution, g.time, g.known_at\
        """;

    private ValueRows() {}

    /** Adds values, with the receipts of those that {@code withReceipt} accepts; values that are there already stay as they are. */
    static void insert(List<IndicatorValue> values, Predicate<IndicatorValue> withReceipt, Connection connection)
            throws SQLException {
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
            columns.add("text", value -> ReceiptJson.write(ValueReceipt.of(value, IndicatorEngine.ARITHMETIC)));
            columns.add("text", DigestLines::fingerprint);
            columns.add("bool", withReceipt::test);
            insert.executeUpdate();
        }
    }
}
