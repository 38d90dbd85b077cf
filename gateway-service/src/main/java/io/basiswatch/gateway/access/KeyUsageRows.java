package io.basiswatch.gateway.access;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;

/** The rows of {@code key_usage}; to be used inside of {@link KeyDatabase}. */
@ApplicationScoped
class KeyUsageRows implements PanacheRepositoryBase<KeyUsageRow, KeyUsageRow.Id> {}
