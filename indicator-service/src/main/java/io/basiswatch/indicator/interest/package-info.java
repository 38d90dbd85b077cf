/** How many contracts are open: leverage that somebody holds. */
package io.basiswatch.indicator.interest;
