package io.basiswatch.indicator.positioning;

import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.MinuteRule;
import io.basiswatch.indicator.Receipt;
import io.basiswatch.indicator.interest.OpenInterestUsd;
import io.basiswatch.model.Definition;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.LongShortRatio;
import io.basiswatch.model.Unit;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/** What the three figures about traders have in common; they differ in who is counted, and are never merged. */
interface LongShort extends Indicator {
    /** Who is counted. */
    LongShortRatio.Kind kind();

    /** Says what one of them is. */
    static Definition definition(String id, String name, String description, String source) {
        return new Definition(
                id,
                1,
                name,
                description,
                Unit.RATIO,
                "long / short; of all markets Σ OI_usd · long_share / Σ OI_usd · short_share",
                List.of(
                        "the venue's own figure for five minutes, asked for every five minutes and said again every 20 s while"
                                + " it stands; stale where it is of more than 15 minutes ago, not used after an hour",
                        "open_interest_usd (OI_usd) of the same perpetual, where several are weighed"),
                "an instant; the minute is its last second",
                List.of(
                        "none: all perpetuals that tell it, weighted by open interest",
                        "<venue>.<BASE>-<QUOTE>-PERP: one perpetual"),
                List.of(),
                List.of(
                        new Definition.Attribute("long_share", "the part that is long, between 0 and 1"),
                        new Definition.Attribute("short_share", "the part that is short, between 0 and 1"),
                        new Definition.Attribute("markets", "how many markets take part, of all markets"),
                        new Definition.Attribute("open_interest_usd", "Σ OI_usd of these, of all markets")),
                source);
    }

    @Override
    default MinuteRule minuteRule() {
        return MinuteRule.LAST;
    }

    @Override
    default Set<Class<? extends InstrumentEvent>> inputs() {
        return Set.of(LongShortRatio.class);
    }

    @Override
    default boolean reads(Instrument instrument) {
        return instrument.isPerpetual();
    }

    @Override
    default List<String> builtOn() {
        return List.of(OpenInterestUsd.ID);
    }

    @Override
    default State start(String asset) {
        return new LongShortBoard(asset, definition().id(), kind());
    }

    @Override
    default String silence() {
        return LongShortBoard.SILENCE;
    }

    @Override
    default OptionalDouble recompute(Receipt receipt) {
        return LongShortBoard.recompute(receipt);
    }
}
