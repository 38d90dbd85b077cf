/** How much is open, how fast that changes, and how much of it exchanges could pay out: leverage, and its reduction. */
package io.basiswatch.indicator.leverage;
