/**
 * A market that is not there: prices, books, trades, funding and open interest of every venue as functions of a seed and of
 * time, so that what was said at any moment can be told again, and checked.
 */
package io.basiswatch.local.market;
