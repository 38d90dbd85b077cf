package io.basiswatch.indicator.episode;

import io.basiswatch.indicator.ClosedDays;
import io.basiswatch.indicator.DayDraft;
import io.basiswatch.indicator.Indicator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What is known on one day of the episodes of a basis series and of the prices beside it.
 *
 * @param mean the seven-day basis, in percent
 * @param episodes those of {@code mean}, oldest first
 * @param aftermath what the price did after a day
 * @param isPriced whether the day itself has a price
 */
record Past(DayRow mean, List<Episode> episodes, Aftermath aftermath, boolean isPriced) {
    static final String BASIS = "futures_spot_basis_sma_7d";
    static final String INDEX = "spot_index";

    /** Five years. */
    static final int LOOK_BACK = 1_825;

    /** Scopes over several quote currencies are held against the dollar index. */
    private static final String DOLLARS = "usd";

    private static final Set<String> INDEXED = Set.of(DOLLARS, "usdt");

    /** The index of spot prices in the quote currency of the basis series. */
    static final Indicator.Companion PRICES = new Indicator.Companion(INDEX, Past::quote);

    static Past of(ClosedDays days) {
        DayRow mean = DayRow.of(days, LOOK_BACK);
        DayRow price = DayRow.of(days.beside(INDEX), LOOK_BACK);
        return new Past(mean, Episode.of(mean), new Aftermath(price), price.has(price.last()));
    }

    /** The episodes of which it is certain when they opened: only these have an aftermath that is theirs. */
    List<Episode> studied() {
        return episodes.stream().filter(Episode::isOpeningKnown).toList();
    }

    /** Enters everything that is looked back on; it begins where something is known of the basis or of what is beside it. */
    static void enter(ClosedDays days, DayDraft draft, List<Indicator.Companion> companions) {
        int first = companions.stream()
                .mapToInt(companion -> days.beside(companion.indicator()).first(LOOK_BACK))
                .reduce(days.first(LOOK_BACK), Math::max);
        draft.of(0, first);
    }

    private static String quote(String dimension) {
        String last = dimension.substring(dimension.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return INDEXED.contains(last) ? last : DOLLARS;
    }
}
