package io.basiswatch.gateway.testing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The gateway's database as its administrator sees it. */
public final class Database {
    private Database() {}

    /** The first column of all rows. */
    public static List<String> rows(String query) {
        try (Connection connection = Servers.postgres().getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(query)) {
            List<String> rows = new ArrayList<>();
            while (answer.next()) {
                rows.add(answer.getString(1));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    /** All rows of all tables as text: what a stolen backup would show. */
    public static String dump() {
        StringBuilder dump = new StringBuilder();
        rows("select quote_ident(table_schema) || '.' || quote_ident(table_name) from information_schema.tables"
                        + " where table_schema = 'public' and table_type = 'BASE TABLE'")
                .forEach(table -> rows("select t::text from " + table + " t")
                        .forEach(row -> dump.append(table).append(row).append('\n')));
        return dump.toString();
    }
}
