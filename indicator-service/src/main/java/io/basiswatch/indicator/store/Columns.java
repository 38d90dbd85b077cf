package io.basiswatch.indicator.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

/** The parameters of a statement, each an array with an element per row. */
final class Columns<T> {
    private final List<T> rows;
    private final Connection connection;
    private final PreparedStatement statement;
    private int number;

    Columns(List<T> rows, Connection connection, PreparedStatement statement) {
        this.rows = rows;
        this.connection = connection;
        this.statement = statement;
    }

    void add(String type, Function<T, Object> column) throws SQLException {
        Object[] elements = rows.stream().map(column).toArray();
        statement.setArray(++number, connection.createArrayOf(type, elements));
    }
}
