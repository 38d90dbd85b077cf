package io.basiswatch.gateway.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A row of {@code audit_log}, which only grows. */
@Entity
@Table(name = "audit_log")
class AuditRow {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    @Column(nullable = false)
    Instant time;

    @Column(nullable = false)
    String action;

    @Column(name = "key_id", nullable = false)
    String keyId;

    @Column(nullable = false)
    String detail;

    /** For Hibernate. */
    AuditRow() {}

    AuditRow(Instant time, String action, String keyId, String detail) {
        this.time = time;
        this.action = action;
        this.keyId = keyId;
        this.detail = detail;
    }
}
