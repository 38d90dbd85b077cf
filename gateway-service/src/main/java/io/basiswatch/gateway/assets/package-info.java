/** One asset: what there is of it, and everything that is said of it now. */
package io.basiswatch.gateway.assets;
