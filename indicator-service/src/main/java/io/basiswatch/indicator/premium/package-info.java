/** The price of an asset on Coinbase against its price on Binance. */
package io.basiswatch.indicator.premium;
