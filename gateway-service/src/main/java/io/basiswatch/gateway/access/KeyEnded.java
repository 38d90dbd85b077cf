package io.basiswatch.gateway.access;

/**
 * A key is no longer in force: revoked, expired, or replaced and past its overlap. Fired as a CDI event on every gateway,
 * so that what was opened with the key can be ended.
 *
 * @param keyId its public id
 */
public record KeyEnded(String keyId) {}
