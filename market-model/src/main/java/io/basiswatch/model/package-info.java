/**
 * The event contract: what an exchange said ({@link io.basiswatch.model.MarketEvent}) and what was computed from it
 * ({@link io.basiswatch.model.IndicatorValue}).
 *
 * <p>Rules that hold for every type here:
 *
 * <ul>
 *   <li>Times are microseconds since the epoch, UTC. {@code eventTime} is the venue's, {@code receivedTime} is ours; the
 *       two never replace one another. A venue that sends no time has {@code eventTime == receivedTime}.
 *   <li>Prices, quantities and notionals are {@code double}: they are derived market data, compared and averaged, never
 *       settled. Venue text is parsed once, in the decoder. NaN and infinity are refused by every constructor.
 *   <li>Quantities are in the base currency and notionals in the quote currency. Contracts are converted in the venue's
 *       decoder, where the contract size is known.
 *   <li>The aggressor of a trade is the taker; the side of a liquidation is the position that was closed.
 *   <li>Unknown is absent, never 0.
 * </ul>
 */
package io.basiswatch.model;
