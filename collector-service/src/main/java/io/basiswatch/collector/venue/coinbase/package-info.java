/** Coinbase: one market behind two feeds, the Exchange feed and Advanced Trade. */
package io.basiswatch.collector.venue.coinbase;
