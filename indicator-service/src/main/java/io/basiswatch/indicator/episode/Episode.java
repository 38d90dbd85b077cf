package io.basiswatch.indicator.episode;

import java.util.ArrayList;
import java.util.List;

/**
 * A time in which the seven-day basis was below zero, as it is known on the last day of a row.
 *
 * <p>It opens on a close below zero, and ends on the third close in a row that is not. One that opens before there were seven
 * such closes is the same one again. A day without a value is no close: it neither ends an episode nor keeps two apart.
 *
 * @param opened the place of its first day
 * @param lastNegative the place of the last day below zero
 * @param ended the place of the close that ended it; −1 while it is open
 * @param isOpeningKnown whether seven closes at or above zero came before it, so that it cannot have begun earlier
 */
record Episode(int opened, int lastNegative, int ended, boolean isOpeningKnown) {
    /** Closes at or above zero that end an episode. */
    static final int ENDING = 3;

    /** With fewer closes at or above zero between them, two episodes are one. */
    static final int APART = 7;

    private static final int NOT_YET = -1;

    boolean isOpen() {
        return ended == NOT_YET;
    }

    /** The episodes of a row, oldest first. */
    static List<Episode> of(DayRow mean) {
        List<Episode> found = new ArrayList<>();
        int above = 0;
        for (int place = 0; place <= mean.last(); place++) {
            if (!mean.has(place)) {
                continue;
            }
            if (mean.at(place) < 0) {
                below(place, above, found);
                above = 0;
            } else if (++above == ENDING && !found.isEmpty()) {
                Episode newest = found.removeLast();
                found.add(new Episode(newest.opened, newest.lastNegative, place, newest.isOpeningKnown));
            }
        }
        return found;
    }

    private static void below(int place, int above, List<Episode> found) {
        if (found.isEmpty() || above >= APART) {
            found.add(new Episode(place, place, NOT_YET, above >= APART));
        } else {
            Episode newest = found.removeLast();
            found.add(new Episode(newest.opened, place, NOT_YET, newest.isOpeningKnown));
        }
    }

    /** The lowest mean of its days, in percent. */
    double lowest(DayRow mean) {
        double lowest = Double.POSITIVE_INFINITY;
        for (int place = opened; place <= lastNegative; place++) {
            if (mean.has(place)) {
                lowest = Math.min(lowest, mean.at(place));
            }
        }
        return lowest;
    }
}
