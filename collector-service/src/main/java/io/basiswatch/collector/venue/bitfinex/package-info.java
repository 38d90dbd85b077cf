/** Bitfinex: spot and USDT perpetuals over a WebSocket whose messages name their channel by a number only. */
package io.basiswatch.collector.venue.bitfinex;
