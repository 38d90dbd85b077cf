package io.basiswatch.indicator.positioning;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.model.Definition;
import io.basiswatch.model.LongShortRatio;

/** How much a venue's top traders hold long for each unit that they hold short. */
@AutoService(Indicator.class)
public final class LongShortTopPositions implements LongShort {
    static final String ID = "long_short_top_positions";

    private static final Definition DEFINITION = LongShort.definition(
            ID,
            "Long/short ratio of top traders, by position",
            "What the accounts that the venue takes for its top traders hold long, over what they hold short: by size of their"
                    + " positions, not by their number.",
            "Binance topLongShortPositionRatio, OKX long-short-position-ratio-contract-top-trader");

    @Override
    public Definition definition() {
        return DEFINITION;
    }

    @Override
    public LongShortRatio.Kind kind() {
        return LongShortRatio.Kind.TOP_POSITIONS;
    }
}
