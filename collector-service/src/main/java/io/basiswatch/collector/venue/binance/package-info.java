/** Binance: the spot market, USD-M futures and COIN-M futures, which speak dialects of one protocol. */
package io.basiswatch.collector.venue.binance;
