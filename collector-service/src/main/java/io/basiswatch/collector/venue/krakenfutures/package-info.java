/** Kraken Futures: inverse and linear perpetuals and dated futures over one WebSocket. */
package io.basiswatch.collector.venue.krakenfutures;
