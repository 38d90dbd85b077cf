package io.basiswatch.collector.feed;

import io.basiswatch.model.Instrument;
import java.util.Set;

/**
 * The pairs by which prices in stablecoins become prices in dollars: USDT-USD, USDC-USD and USDC-USDT, spot.
 *
 * <p>Every asset's indicators may need them, so their events go to every partition of the log.
 */
public final class Stablecoins {
    private static final Set<String> COINS = Set.of("USDT", "USDC");

    private Stablecoins() {}

    public static boolean isReference(Instrument instrument) {
        return instrument.isSpot() && isReference(instrument.base(), instrument.quote());
    }

    public static boolean isReference(String base, String quote) {
        return COINS.contains(base) && quote.equals("USD") || base.equals("USDC") && quote.equals("USDT");
    }
}
