/** BitMEX: inverse, linear and quanto contracts and spot pairs, as tables that are sent once and then kept up to date. */
package io.basiswatch.collector.venue.bitmex;
