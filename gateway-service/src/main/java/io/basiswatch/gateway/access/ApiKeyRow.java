package io.basiswatch.gateway.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A row of {@code api_key}. */
@Entity
@Table(name = "api_key")
class ApiKeyRow {
    @Id
    String id;

    @Column(nullable = false)
    String name;

    @Column(name = "key_hash", nullable = false, columnDefinition = "char(64)")
    String keyHash;

    @Column(name = "created_at", nullable = false)
    Instant createdAt;

    @Column(name = "revoked_at")
    Instant revokedAt;

    /** For Hibernate. */
    ApiKeyRow() {}

    ApiKeyRow(String id, String name, String keyHash, Instant createdAt) {
        this.id = id;
        this.name = name;
        this.keyHash = keyHash;
        this.createdAt = createdAt;
    }

    StoredKey stored() {
        return new StoredKey(id, name, keyHash);
    }
}
