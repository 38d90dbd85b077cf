package io.basiswatch.gateway.access;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.Objects;
import org.hibernate.annotations.Immutable;

/** A row of {@code key_usage}, which is only read this way: what is counted is added to in the database itself. */
@Entity
@Immutable
@Table(name = "key_usage")
class KeyUsageRow {
    @EmbeddedId
    Id id;

    @Column(nullable = false)
    long requests;

    @Column(name = "in_query", nullable = false)
    long inQuery;

    /** For Hibernate. */
    KeyUsageRow() {}

    KeyUsage.Day told() {
        return new KeyUsage.Day(id.day, requests, inQuery);
    }

    /** Of which key, and when (UTC). */
    @Embeddable
    static class Id implements Serializable {
        private static final long serialVersionUID = 1L;

        @Column(name = "key_id")
        String keyId;

        @Column(name = "day")
        LocalDate day;

        /** For Hibernate. */
        Id() {}

        @Override
        public boolean equals(Object other) {
            return other instanceof Id that && keyId.equals(that.keyId) && day.equals(that.day);
        }

        @Override
        public int hashCode() {
            return Objects.hash(keyId, day);
        }
    }
}
