/** What futures and perpetuals cost against spot. */
package io.basiswatch.indicator.basis;
