package io.basiswatch.gateway.access;

import io.basiswatch.gateway.edge.Network;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Rows of {@code api_key} and what they are in Java. */
final class KeyRows {
    /** What {@link #key} reads. */
    static final String COLUMNS = """
        id, name, owner, scopes, allowed_cidrs::text[] as networks, quota_class, key_hash, pepper_id, created_at, revoked_at,
        expires_at, last_used_at, exposed_at, rotated_from, rotated_to, rotated_at, overlap_ends_at\
        """;

    static final String INSERT = """
        insert into api_key (id, name, owner, scopes, allowed_cidrs, quota_class, key_hash, pepper_id, created_at, expires_at,
                             rotated_from)
        values ($1, $2, $3, $4, $5::text[]::cidr[], $6, $7, $8, $9, $10, $11)\
        """;

    private KeyRows() {}

    static Tuple values(StoredKey key) {
        KeyRecord told = key.told();
        KeyTerms terms = told.terms();
        return Tuple.tuple()
                .addString(told.id())
                .addString(terms.name())
                .addString(terms.owner())
                .addArrayOfString(
                        terms.scopes().stream().map(Scope::code).sorted().toArray(String[]::new))
                .addArrayOfString(
                        terms.networks().stream().map(Network::toString).toArray(String[]::new))
                .addString(terms.quotaClass())
                .addString(key.hash())
                .addString(told.pepperId())
                .addOffsetDateTime(time(told.createdAt()))
                .addOffsetDateTime(terms.expiresAt().map(KeyRows::time).orElse(null))
                .addString(told.rotatedFrom().orElse(null));
    }

    static List<KeyRecord> records(RowSet<Row> rows) {
        List<KeyRecord> records = new ArrayList<>(rows.size());
        rows.forEach(row -> records.add(key(row).told()));
        return records;
    }

    static Optional<StoredKey> first(RowSet<Row> rows) {
        return rows.size() == 0
                ? Optional.empty()
                : Optional.of(key(rows.iterator().next()));
    }

    static StoredKey key(Row row) {
        KeyTerms terms = new KeyTerms(
                row.getString("name"),
                row.getString("owner"),
                scopes(row.getArrayOfStrings("scopes")),
                Arrays.stream(row.getArrayOfStrings("networks"))
                        .map(Network::parse)
                        .toList(),
                row.getString("quota_class"),
                instant(row, "expires_at"));
        Optional<Succession> succession = Optional.ofNullable(row.getString("rotated_to"))
                .map(to -> new Succession(
                        to,
                        instant(row, "rotated_at").orElseThrow(),
                        instant(row, "overlap_ends_at").orElseThrow()));
        KeyRecord told = new KeyRecord(
                row.getString("id"),
                terms,
                row.getString("pepper_id"),
                instant(row, "created_at").orElseThrow(),
                instant(row, "revoked_at"),
                Optional.ofNullable(row.getString("rotated_from")),
                succession,
                instant(row, "last_used_at"),
                instant(row, "exposed_at"));
        return new StoredKey(told, row.getString("key_hash"));
    }

    private static Set<Scope> scopes(String[] codes) {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        Arrays.stream(codes).forEach(code -> Scope.parse(code).ifPresent(scopes::add));
        return scopes;
    }

    private static Optional<Instant> instant(Row row, String column) {
        return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
    }

    static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
