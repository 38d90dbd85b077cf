/** Bitstamp: spot trades and whole snapshots of the best hundred levels over one WebSocket. */
package io.basiswatch.collector.venue.bitstamp;
