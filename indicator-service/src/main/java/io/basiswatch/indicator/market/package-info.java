/** What is heard of markets, for whoever watches over them: which are listed, and when the newest event of each kind came. */
package io.basiswatch.indicator.market;
