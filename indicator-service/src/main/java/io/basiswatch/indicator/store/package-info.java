/** Keeps values: series, newest values and live updates in Redis, everything in PostgreSQL. */
package io.basiswatch.indicator.store;
