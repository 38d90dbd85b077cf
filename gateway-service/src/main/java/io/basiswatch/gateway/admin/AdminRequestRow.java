package io.basiswatch.gateway.admin;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;
import org.hibernate.annotations.DynamicUpdate;

/** A row of {@code admin_request}: a request that was answered, or that is being worked on while its status is 0. */
@Entity
@DynamicUpdate
@Table(name = "admin_request")
class AdminRequestRow {
    @EmbeddedId
    Id id;

    @Column(nullable = false, updatable = false, columnDefinition = "char(64)")
    String fingerprint;

    @Column(nullable = false)
    short status;

    @Column(nullable = false)
    String answer;

    @Column(name = "created_at", nullable = false, updatable = false)
    Instant createdAt;

    /** For Hibernate. */
    AdminRequestRow() {}

    /** Whose request, and which one. */
    @Embeddable
    static class Id implements Serializable {
        private static final long serialVersionUID = 1L;

        @Column(name = "credential")
        String credential;

        @Column(name = "idempotency_key")
        String key;

        /** For Hibernate. */
        Id() {}

        Id(String credential, String key) {
            this.credential = credential;
            this.key = key;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Id that && credential.equals(that.credential) && key.equals(that.key);
        }

        @Override
        public int hashCode() {
            return Objects.hash(credential, key);
        }
    }
}
