package io.basiswatch.indicator.composite;

import io.basiswatch.model.Resolution;
import java.util.Optional;
import java.util.OptionalDouble;

/** One condition of the recovery checklist, with the arithmetic that answers it. */
enum Item {
    BASIS_POSITIVE("c1", Set.STRUCTURE, Resolution.DAY, "the seven-day basis is above 0 (percent)") {
        @Override
        Reading read(Facts facts) {
            return Reading.above(facts.of(Fact.WEEK, 0), 0);
        }
    },
    BASIS_NOT_WORSENING(
            "c2",
            Set.STRUCTURE,
            Resolution.DAY,
            "the seven-day basis did not fall from one day to the next (percent)") {
        @Override
        Reading read(Facts facts) {
            OptionalDouble now = facts.of(Fact.WEEK, 0);
            OptionalDouble before = facts.of(Fact.WEEK, 1);
            return Reading.atLeast(
                    now.isPresent() && before.isPresent()
                            ? OptionalDouble.of(now.getAsDouble() - before.getAsDouble())
                            : OptionalDouble.empty(),
                    0);
        }
    },
    LIQUIDITY(
            "c3",
            Set.STRUCTURE,
            Resolution.MINUTE,
            "spot books in dollars, else those in USDT, are not thin (liquidity_state)") {
        @Override
        Reading read(Facts facts) {
            OptionalDouble dollars = facts.of(Fact.LIQUIDITY, 0);
            return Reading.atMost(dollars.isPresent() ? dollars : facts.of(Fact.TETHER_LIQUIDITY, 0), 0);
        }
    },
    FUNDING(
            "c4",
            Set.STRUCTURE,
            Resolution.MINUTE,
            "funding of eight hours is -0.01 percent or less, or a squeeze is set up") {
        @Override
        Reading read(Facts facts) {
            OptionalDouble squeeze = facts.of(Fact.SQUEEZE, 0);
            return Reading.atMost(facts.of(Fact.FUNDING, 0), RESET_FUNDING)
                    .or(squeeze.isPresent() ? Optional.of(squeeze.getAsDouble() >= 1) : Optional.empty());
        }
    },
    TAKERS(
            "c5",
            Set.DEMAND,
            Resolution.DAY,
            "takers are within 0.5 deviations of usual, and their imbalance shrank on three days") {
        @Override
        Reading read(Facts facts) {
            OptionalDouble z = facts.of(Fact.TAKERS, 0);
            OptionalDouble size = z.isPresent() ? OptionalDouble.of(Math.abs(z.getAsDouble())) : z;
            return Reading.atMost(size, NEUTRAL_TAKERS).and(isNarrowing(facts));
        }
    },
    PREMIUM(
            "c6",
            Set.DEMAND,
            Resolution.MINUTE,
            "Coinbase is not cheaper once USDT is counted at its price (percent)") {
        @Override
        Reading read(Facts facts) {
            return Reading.atLeast(facts.of(Fact.PREMIUM, 0), 0);
        }
    },
    LEVERAGE("c7", Set.LEVERAGE, Resolution.MINUTE, "open interest is 0.3 of reserves or less") {
        @Override
        Reading read(Facts facts) {
            return Reading.atMost(facts.of(Fact.LEVERAGE, 0), RESET_LEVERAGE);
        }
    },
    FLOWS(
            "c8",
            Set.LEVERAGE,
            Resolution.DAY,
            "flows within exchanges are back in their range; nobody tells them so far") {
        @Override
        Reading read(Facts facts) {
            return Reading.unknown(USUAL_FLOWS);
        }
    };

    private static final double RESET_FUNDING = -0.01;
    private static final double NEUTRAL_TAKERS = 0.5;
    private static final double RESET_LEVERAGE = 0.3;
    private static final double USUAL_FLOWS = 10;
    private static final int NARROWING = 3;

    private final String code;
    private final Set set;
    private final Resolution resolution;
    private final String text;

    /** Items that belong together and are counted together. */
    enum Set {
        /** Basis, books and funding. */
        STRUCTURE,
        /** Takers and spot buyers. */
        DEMAND,
        /** Leverage and flows of exchanges. */
        LEVERAGE
    }

    Item(String code, Set set, Resolution resolution, String text) {
        this.code = code;
        this.set = set;
        this.resolution = resolution;
        this.text = text;
    }

    abstract Reading read(Facts facts);

    /** Its name in a payload. */
    String code() {
        return code;
    }

    Set set() {
        return set;
    }

    /** Whether it can change each day or each minute. */
    Resolution resolution() {
        return resolution;
    }

    /** When it is met. */
    String text() {
        return text;
    }

    private static Optional<Boolean> isNarrowing(Facts facts) {
        for (int back = 0; back < NARROWING; back++) {
            OptionalDouble day = facts.of(Fact.IMBALANCE, back);
            OptionalDouble earlier = facts.of(Fact.IMBALANCE, back + 1);
            if (day.isEmpty() || earlier.isEmpty()) {
                return Optional.empty();
            }
            if (Math.abs(day.getAsDouble()) >= Math.abs(earlier.getAsDouble())) {
                return Optional.of(false);
            }
        }
        return Optional.of(true);
    }
}
