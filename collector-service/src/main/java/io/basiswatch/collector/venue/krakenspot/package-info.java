/** Kraken's spot market: the v2 WebSocket, and the v1 arrays of older captures. */
package io.basiswatch.collector.venue.krakenspot;
