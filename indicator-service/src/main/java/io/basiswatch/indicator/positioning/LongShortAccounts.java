package io.basiswatch.indicator.positioning;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.model.Definition;
import io.basiswatch.model.LongShortRatio;

/** How many accounts are long for each that is short: the crowd, every account counted once. */
@AutoService(Indicator.class)
public final class LongShortAccounts implements LongShort {
    public static final String ID = "long_short_accounts";

    private static final Definition DEFINITION = LongShort.definition(
            ID,
            "Long/short ratio of accounts",
            "How many of the accounts with a position in a perpetual are long for each that is short. Each account counts once,"
                    + " however small: it tells what most people do, not where the money is.",
            "Binance globalLongShortAccountRatio, Bybit account-ratio, OKX long-short-account-ratio-contract");

    @Override
    public Definition definition() {
        return DEFINITION;
    }

    @Override
    public LongShortRatio.Kind kind() {
        return LongShortRatio.Kind.ACCOUNTS;
    }
}
