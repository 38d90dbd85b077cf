/** Deribit: perpetuals and dated futures, inverse and linear, and its spot pairs, over JSON-RPC. */
package io.basiswatch.collector.venue.deribit;
