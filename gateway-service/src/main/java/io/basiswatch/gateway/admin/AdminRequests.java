package io.basiswatch.gateway.admin;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;

/** The rows of {@code admin_request}. */
@ApplicationScoped
class AdminRequests implements PanacheRepositoryBase<AdminRequestRow, AdminRequestRow.Id> {}
