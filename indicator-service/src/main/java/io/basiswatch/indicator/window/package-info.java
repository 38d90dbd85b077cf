/** What states are built of: the last price of an instrument, and sums over seconds of trades. */
package io.basiswatch.indicator.window;
