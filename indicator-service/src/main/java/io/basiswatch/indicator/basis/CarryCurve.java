package io.basiswatch.indicator.basis;

import io.basiswatch.indicator.Receipt;
import io.basiswatch.model.Input;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * The annualised basis over the days to expiry: nothing but numbers, so that a receipt gives the same curve again.
 *
 * @param points in the order of their days, no two with the same
 */
record CarryCurve(List<Point> points) {
    /** Within this much of zero, in percentage points, a basis has no direction. */
    static final double FLAT = 0.25;

    /** The inputs that a point is entered as: its basis, and its days. */
    static final String BASIS = "value";

    static final String DAYS = "days_to_exp";

    /**
     * One contract.
     *
     * @param days to its expiry
     * @param percent its basis per year
     */
    record Point(double days, double percent) {}

    /** What all contracts together look like. */
    enum Shape {
        /** All are above spot by more than {@link CarryCurve#FLAT}. */
        CONTANGO,
        /** All are below spot by more than {@link CarryCurve#FLAT}. */
        BACKWARDATION,
        /** All are within {@link CarryCurve#FLAT} of spot. */
        FLAT,
        /** They disagree. */
        HUMPED;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    CarryCurve {
        points = List.copyOf(points);
    }

    /** The curve whose points a receipt has as inputs. */
    static CarryCurve of(Receipt receipt) {
        List<Input> basis = receipt.used(BASIS);
        List<Input> days = receipt.used(DAYS);
        if (basis.size() != days.size()) {
            throw new IllegalArgumentException(basis.size() + " contracts with " + days.size() + " times to expiry");
        }
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < basis.size(); i++) {
            points.add(new Point(days.get(i).value(), basis.get(i).value()));
        }
        return new CarryCurve(points);
    }

    /**
     * Where the points are that {@code days} lies between: two, or one that lies there itself, or none outside the curve.
     */
    List<Integer> neighbours(double days) {
        for (int i = 0; i < points.size(); i++) {
            if (points.get(i).days == days) {
                return List.of(i);
            }
            if (points.get(i).days > days) {
                return i == 0 ? List.of() : List.of(i - 1, i);
            }
        }
        return List.of();
    }

    /** The basis at {@code days}; empty outside the curve, which is never drawn on. */
    OptionalDouble at(Interpolation method, double days) {
        List<Integer> around = neighbours(days);
        if (around.isEmpty()) {
            return OptionalDouble.empty();
        }
        Point near = points.get(around.getFirst());
        Point far = points.get(around.getLast());
        return OptionalDouble.of(
                near == far ? near.percent : method.between(near.percent, near.days, far.percent, far.days, days));
    }

    /** What it looks like; of a curve with a point. */
    Shape shape() {
        if (points.stream().allMatch(point -> point.percent > FLAT)) {
            return Shape.CONTANGO;
        }
        if (points.stream().allMatch(point -> point.percent < -FLAT)) {
            return Shape.BACKWARDATION;
        }
        return points.stream().allMatch(point -> Math.abs(point.percent) <= FLAT) ? Shape.FLAT : Shape.HUMPED;
    }
}
