package io.basiswatch.gateway.access;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;

/** The rows of {@code api_key}; to be used inside of {@link KeyDatabase}. */
@ApplicationScoped
class ApiKeys implements PanacheRepositoryBase<ApiKeyRow, String> {}
