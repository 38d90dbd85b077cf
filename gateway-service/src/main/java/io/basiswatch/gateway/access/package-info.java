/**
 * API keys: made, stored as HMAC-SHA-256 only, checked once for every request in {@link
 * io.basiswatch.gateway.access.AccessGate}, whatever answers it.
 */
package io.basiswatch.gateway.access;
