package io.basiswatch.indicator.basis;

import io.basiswatch.indicator.ClosedDays;
import java.util.OptionalDouble;

/**
 * Which sign a series of days has, and since when. The sign changes on a day whose value is on the other side of the zero
 * line by more than the dead-band, or is the second in a row on the other side; the line itself is on neither.
 *
 * <p>Days are told by how many days back they are; −1 stands for none.
 */
final class BasisSpell {
    private static final int NONE = -1;

    private int sign;
    private int flipped = NONE;
    private int otherEnd = NONE;
    private int begun = NONE;

    private BasisSpell() {}

    /** What the days up to {@code lookBack} days back make of the day itself. */
    static BasisSpell of(ClosedDays days, int lookBack, SignRule rule) {
        BasisSpell spell = new BasisSpell();
        int before = 0;
        for (int back = lookBack; back >= 0; back--) {
            OptionalDouble value = days.value(back);
            int side = rule.side(value.orElse(rule.zeroLine()));
            boolean isBeyond = rule.isBeyond(value.orElse(rule.zeroLine()));
            if (side != 0 && spell.sign == 0) {
                spell.begin(side, back);
            } else if (side == -spell.sign && side != 0 && (isBeyond || side == before)) {
                spell.flip(side, back);
            }
            before = side;
        }
        return spell;
    }

    private void begin(int side, int back) {
        sign = side;
        begun = back;
    }

    private void flip(int side, int back) {
        // What ended with the last flip was the spell before the one that ends now: it had the sign that begins.
        otherEnd = flipped == NONE ? NONE : flipped + 1;
        sign = side;
        flipped = back;
    }

    /** 1, −1, or 0 where there has been no day on either side. */
    int sign() {
        return sign;
    }

    /** Whether it is known when the sign became what it is. */
    boolean isFlipKnown() {
        return flipped != NONE;
    }

    /** How many days back the sign became what it is; where that is not known, how many it has been so at least. */
    int since() {
        return isFlipKnown() ? flipped : begun;
    }

    /** Whether there was an earlier spell of the same sign. */
    boolean isEarlierKnown() {
        return otherEnd != NONE;
    }

    /** How many days back the last day of the earlier spell of the same sign was. */
    int earlierEnd() {
        return otherEnd;
    }
}
