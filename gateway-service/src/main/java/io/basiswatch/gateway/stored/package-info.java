/** What the gateway reads from PostgreSQL: closed values with all that was known of them, and when it was known. */
package io.basiswatch.gateway.stored;
