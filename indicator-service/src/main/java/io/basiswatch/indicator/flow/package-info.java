/** Who crosses the spread on perpetuals: buyers or sellers. */
package io.basiswatch.indicator.flow;
