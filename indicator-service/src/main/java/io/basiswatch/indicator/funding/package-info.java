/** What longs pay shorts to keep a perpetual at its index. */
package io.basiswatch.indicator.funding;
