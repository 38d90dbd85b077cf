/** Bybit v5: spot, linear and inverse contracts, each behind an address of its own. */
package io.basiswatch.collector.venue.bybit;
