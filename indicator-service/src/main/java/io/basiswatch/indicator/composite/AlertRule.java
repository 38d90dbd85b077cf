package io.basiswatch.indicator.composite;

import io.basiswatch.model.Constituents;
import io.basiswatch.model.Resolution;
import java.util.List;

/**
 * When somebody wants to be told about a series: data, from which the alert, its explanation and its receipt are made.
 *
 * <p>It is raised by a number of intervals in a row that are at or beyond one threshold, and cleared by one that is behind
 * another: between the two it stays what it is. It is forgotten where the {@link #memory} holds no such row any more,
 * so that it depends on nothing older.
 *
 * @param id what the alert is called, the dimension of its series
 * @param text what it means, a full sentence
 * @param indicator whose series is watched
 * @param dimension of that series; empty where the indicator has none
 * @param resolution minutes or days
 * @param side on which side of the thresholds it is raised
 * @param raisedAt at or beyond this it is raised
 * @param clearedAt behind this it is cleared
 * @param duration how many intervals in a row raise it
 */
record AlertRule(
        String id,
        String text,
        String indicator,
        String dimension,
        Resolution resolution,
        Side side,
        double raisedAt,
        double clearedAt,
        int duration) {
    private static final int MINUTES = 90;
    private static final int DAYS = 60;

    /** Where the values lie that raise an alert. */
    enum Side {
        ABOVE,
        BELOW
    }

    AlertRule {
        if (!Double.isFinite(raisedAt) || !Double.isFinite(clearedAt)) {
            throw new IllegalArgumentException(id + " has no thresholds");
        }
        if (resolution != Resolution.MINUTE && resolution != Resolution.DAY) {
            throw new IllegalArgumentException(id + " watches neither minutes nor days");
        }
        if (side == Side.ABOVE ? clearedAt > raisedAt : clearedAt < raisedAt) {
            throw new IllegalArgumentException(id + " is cleared before it is raised");
        }
        if (duration < 1 || duration * 2 > memory(resolution)) {
            throw new IllegalArgumentException(id + " lasts " + duration);
        }
    }

    /** How many intervals are looked at. */
    int memory() {
        return memory(resolution);
    }

    private static int memory(Resolution resolution) {
        return resolution == Resolution.MINUTE ? MINUTES : DAYS;
    }

    /** How far {@code value} is from raising the alert, positive where it is beyond. */
    double distance(double value) {
        return side == Side.ABOVE ? value - raisedAt : raisedAt - value;
    }

    private boolean isBack(double value) {
        return side == Side.ABOVE ? value < clearedAt : value > clearedAt;
    }

    /**
     * Since when the alert stands, by the values of its memory, oldest first; a missing one breaks a row.
     *
     * @return the start of the interval that completed the row, microseconds; {@link Long#MIN_VALUE} where it does not stand
     */
    long raisedSince(List<Constituents.Point> points) {
        long since = Long.MIN_VALUE;
        long before = Long.MIN_VALUE;
        int row = 0;
        for (Constituents.Point point : points) {
            boolean follows = point.time() - resolution.micros() == before;
            before = point.time();
            row = distance(point.value()) < 0 ? 0 : follows ? row + 1 : 1;
            if (row >= duration && since == Long.MIN_VALUE) {
                since = point.time();
            } else if (row == 0 && isBack(point.value())) {
                since = Long.MIN_VALUE;
            }
        }
        return since;
    }
}
