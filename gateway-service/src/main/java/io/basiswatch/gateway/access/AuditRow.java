package io.basiswatch.gateway.access;

import io.basiswatch.gateway.access.AuditLog.Entry;
import io.basiswatch.gateway.access.AuditLog.Noted;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.annotations.Immutable;

/** A row of {@code audit_log}, which only grows. */
@Entity
@Immutable
@Table(name = "audit_log")
class AuditRow {
    private static final int LONGEST_DETAIL = 200;

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    @Column(nullable = false)
    Instant time;

    @Column(nullable = false)
    String action;

    @Column(name = "key_id")
    String keyId;

    @Column(nullable = false)
    String actor;

    @Column(nullable = false)
    String detail;

    /** For Hibernate. */
    AuditRow() {}

    AuditRow(Entry entry) {
        this.time = entry.time();
        this.action = entry.action().code();
        this.keyId = entry.keyId().orElse(null);
        this.actor = entry.actor();
        this.detail = entry.detail().substring(0, Math.min(entry.detail().length(), LONGEST_DETAIL));
    }

    Noted noted() {
        return new Noted(id, time, action, Optional.ofNullable(keyId), actor, detail);
    }
}
