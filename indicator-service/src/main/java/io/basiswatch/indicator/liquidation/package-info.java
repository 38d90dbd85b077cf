/** Positions closed by force. */
package io.basiswatch.indicator.liquidation;
