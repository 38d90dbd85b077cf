/** REST resources of indicators: the catalogue, the newest values, the history, the assets. */
package io.basiswatch.gateway.indicators;
