/**
 * The gateway: REST, server-sent events, API keys and the page.
 *
 * <p>It knows no indicator by name: what it serves, it has from the catalogue. It reads Redis, which it never writes, and
 * owns the key tables of PostgreSQL.
 */
package io.basiswatch.gateway;
