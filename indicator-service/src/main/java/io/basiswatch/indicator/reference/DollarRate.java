package io.basiswatch.indicator.reference;

import io.basiswatch.indicator.Evaluation;
import io.basiswatch.indicator.ValueDraft;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Quality;
import java.util.Locale;
import java.util.Optional;

/** What a quote currency is worth in US dollars, for amounts that are summed up over markets. */
public final class DollarRate {
    private DollarRate() {}

    /** Whether amounts in {@code quote} can be counted in dollars. */
    public static boolean isFor(String quote) {
        return quote.equals("USD") || StablecoinRate.STABLECOINS.contains(quote);
    }

    /** Why an amount is degraded in which a coin of {@code quote} counts as a dollar. */
    public static String atPar(String quote) {
        return quote.toLowerCase(Locale.ROOT) + "_usd unknown, taken at par";
    }

    /**
     * US dollars per unit of {@code quote}, which {@link #isFor} is true of. The rate becomes an input of {@code draft};
     * where it is unknown, one coin counts as a dollar and the draft is degraded.
     */
    public static double enter(String quote, Evaluation at, ValueDraft draft) {
        if (quote.equals("USD")) {
            return 1;
        }
        Optional<IndicatorValue> rate = at.value(StablecoinRate.series(quote));
        if (rate.isEmpty()) {
            draft.remark(Quality.DEGRADED, atPar(quote));
            return 1;
        }
        draft.uses(rate.get(), 0);
        return rate.get().value().orElseThrow();
    }
}
