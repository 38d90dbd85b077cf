/** What the price of an asset has done: returns, draw-downs, realised volatility, and whether it moves at all. */
package io.basiswatch.indicator.price;
