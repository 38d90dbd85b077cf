/** What other indicators refer to: consensus prices of spot markets and of stablecoins. */
package io.basiswatch.indicator.reference;
