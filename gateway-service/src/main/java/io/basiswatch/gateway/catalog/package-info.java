/** Which series there are, of which resolutions, and between which times. */
package io.basiswatch.gateway.catalog;
