package io.basiswatch.gateway.access;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;

/** The rows of {@code audit_log}; to be used inside of {@link KeyDatabase}. */
@ApplicationScoped
class AuditRows implements PanacheRepositoryBase<AuditRow, Long> {}
