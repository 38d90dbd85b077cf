package io.basiswatch.indicator.interest;

import io.basiswatch.model.Instrument;
import java.util.Locale;
import java.util.Set;

/** What positions of a contract are backed by: the collateral of the second loses its worth with the asset. */
public enum Margin {
    /** Money and stablecoins. */
    STABLE,
    /** The asset itself or another coin. */
    COIN;

    private static final Set<String> MONEY = Set.of("USD", "USDT", "USDC", "FDUSD", "TUSD", "USDE", "EUR", "GBP");

    /** Decided by what profits are paid in. */
    public static Margin of(Instrument contract) {
        return MONEY.contains(contract.settlement()) ? STABLE : COIN;
    }

    /**
     * The margin of a market by its name in a series.
     *
     * @throws IllegalArgumentException where {@code market} is no such name
     */
    public static Margin ofMarket(String market) {
        return of(InterestBoard.instrument(market)
                .orElseThrow(() -> new IllegalArgumentException("not a market: '" + market + "'")));
    }

    /** Whether {@link #code} of any of them is written so. */
    public static boolean isCode(String text) {
        return text.equals(STABLE.code()) || text.equals(COIN.code());
    }

    /** How it is written in dimensions and attributes. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
