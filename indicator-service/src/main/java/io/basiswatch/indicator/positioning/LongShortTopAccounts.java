package io.basiswatch.indicator.positioning;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.model.Definition;
import io.basiswatch.model.LongShortRatio;

/** How many of a venue's top traders are long for each that is short. */
@AutoService(Indicator.class)
public final class LongShortTopAccounts implements LongShort {
    static final String ID = "long_short_top_accounts";

    private static final Definition DEFINITION = LongShort.definition(
            ID,
            "Long/short ratio of top traders, by account",
            "How many of the accounts that the venue takes for its top traders (Binance: the fifth with the highest margin, OKX:"
                    + " the twentieth with the largest positions) are long for each that is short.",
            "Binance topLongShortAccountRatio, OKX long-short-account-ratio-contract-top-trader");

    @Override
    public Definition definition() {
        return DEFINITION;
    }

    @Override
    public LongShortRatio.Kind kind() {
        return LongShortRatio.Kind.TOP_ACCOUNTS;
    }
}
