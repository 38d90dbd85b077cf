package io.basiswatch.gateway.access;

import io.basiswatch.gateway.edge.Network;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.DynamicUpdate;

/**
 * A row of {@code api_key}. Only what has changed is written, so that other gateways are told of changes that matter to them
 * and of no others.
 */
@Entity
@DynamicUpdate
@Table(name = "api_key")
class ApiKeyRow {
    @Id
    String id;

    @Column(nullable = false, updatable = false)
    String name;

    @Column(nullable = false, updatable = false)
    String owner;

    /** Codes with commas between them: an array in the table. */
    @Column(nullable = false, updatable = false)
    @ColumnTransformer(read = "array_to_string(scopes, ',')", write = "string_to_array(?, ',')")
    String scopes;

    /** With commas between them: an array of networks in the table, a type that Hibernate does not have. */
    @Column(name = "allowed_cidrs", nullable = false, updatable = false)
    @ColumnTransformer(read = "array_to_string(allowed_cidrs, ',')", write = "cast(string_to_array(?, ',') as cidr[])")
    String networks;

    @Column(name = "quota_class", nullable = false, updatable = false)
    String quotaClass;

    @Column(name = "key_hash", nullable = false, updatable = false, columnDefinition = "char(64)")
    String keyHash;

    @Column(name = "pepper_id", nullable = false, updatable = false)
    String pepperId;

    @Column(name = "created_at", nullable = false, updatable = false)
    Instant createdAt;

    @Column(name = "expires_at", updatable = false)
    Instant expiresAt;

    @Column(name = "rotated_from", updatable = false)
    String rotatedFrom;

    @Column(name = "revoked_at")
    Instant revokedAt;

    @Column(name = "rotated_to")
    String rotatedTo;

    @Column(name = "rotated_at")
    Instant rotatedAt;

    @Column(name = "overlap_ends_at")
    Instant overlapEndsAt;

    /** Written by {@link KeyUsage} only, past this row. */
    @Column(name = "last_used_at", insertable = false, updatable = false)
    Instant lastUsedAt;

    @Column(name = "exposed_at")
    Instant exposedAt;

    /** For Hibernate. */
    ApiKeyRow() {}

    /** A key that was just made. */
    ApiKeyRow(StoredKey key) {
        KeyRecord told = key.told();
        KeyTerms terms = told.terms();
        this.id = told.id();
        this.name = terms.name();
        this.owner = terms.owner();
        this.scopes = terms.scopes().stream().map(Scope::code).sorted().collect(Collectors.joining(","));
        this.networks = terms.networks().stream().map(Network::toString).collect(Collectors.joining(","));
        this.quotaClass = terms.quotaClass();
        this.keyHash = key.hash();
        this.pepperId = told.pepperId();
        this.createdAt = told.createdAt();
        this.expiresAt = terms.expiresAt().orElse(null);
        this.rotatedFrom = told.rotatedFrom().orElse(null);
    }

    void replacedBy(Succession succession) {
        rotatedTo = succession.to();
        rotatedAt = succession.since();
        overlapEndsAt = succession.end();
    }

    boolean isOf(Optional<String> wanted) {
        return wanted.isEmpty() || wanted.get().equals(owner);
    }

    StoredKey stored() {
        return new StoredKey(told(), keyHash);
    }

    KeyRecord told() {
        KeyTerms terms = new KeyTerms(
                name, owner, scopesOf(scopes), networksOf(networks), quotaClass, Optional.ofNullable(expiresAt));
        return new KeyRecord(
                id,
                terms,
                pepperId,
                createdAt,
                Optional.ofNullable(revokedAt),
                Optional.ofNullable(rotatedFrom),
                Optional.ofNullable(rotatedTo).map(to -> new Succession(to, rotatedAt, overlapEndsAt)),
                Optional.ofNullable(lastUsedAt),
                Optional.ofNullable(exposedAt));
    }

    private static Set<Scope> scopesOf(String codes) {
        Set<Scope> known = EnumSet.noneOf(Scope.class);
        parts(codes).forEach(code -> Scope.parse(code).ifPresent(known::add));
        return known;
    }

    private static List<Network> networksOf(String texts) {
        return parts(texts).map(Network::parse).toList();
    }

    private static Stream<String> parts(String joined) {
        return Arrays.stream(joined.split(",")).filter(part -> !part.isEmpty());
    }
}
