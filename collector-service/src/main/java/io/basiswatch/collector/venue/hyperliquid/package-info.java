/** Hyperliquid: perpetuals and spot of an on-chain exchange; one WebSocket, one REST address that answers posts. */
package io.basiswatch.collector.venue.hyperliquid;
