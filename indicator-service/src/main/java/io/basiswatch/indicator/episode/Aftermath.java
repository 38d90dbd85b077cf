package io.basiswatch.indicator.episode;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;

/**
 * What the price did after a day, as far as it is known on the last day of the row.
 *
 * <p>What is known at the close of a day can be acted on at the next close and not before, so everything is measured from
 * there. NaN stands for what is not known: because the time is not over, or because days are missing.
 */
final class Aftermath {
    /** After how many days, counted from the close after the day, a return is looked at. */
    static final int[] HORIZONS = {1, 3, 7, 14, 30, 60, 90};

    /** Excursions and volatility are those of this many days. */
    static final int MONTH = 30;

    private static final int RANGE_DAYS = 21;
    private static final int TREND_DAYS = 200;
    private static final double SELLOFF_PERCENT = -10;
    private static final double SELLOFF_RATIO = 1.5;
    private static final double RANGE_PERCENT = 15;
    private static final double DAYS_OF_A_YEAR = 365;

    private final DayRow price;
    private final double[] squares;

    /** How a month after a day is called. */
    enum Label {
        /** A close 10 % below or more, or a volatility that is one and a half times that of the month before, or more. */
        SELLOFF,
        /** None of that, and 21 closes within 15 %. */
        RANGE,
        /** None of both: it moved, and not down. */
        RECOVERY
    }

    /** Where the price stands to its mean of 200 days. */
    enum Trend {
        BULL,
        BEAR
    }

    Aftermath(DayRow price) {
        this.price = price;
        this.squares = new double[price.last() + 1];
        for (int place = 0; place <= price.last(); place++) {
            double change = Math.log(price.at(place) / price.at(place - 1));
            squares[place] = change * change;
        }
    }

    /** The return of {@code days} days in percent. */
    double forward(int day, int days) {
        return change(day + 1, day + 1 + days);
    }

    private double change(int from, int to) {
        return (price.at(to) / price.at(from) - 1) * 100;
    }

    /** How far below the first close the lowest one of the month was, in percent; 0 where none was below. */
    double worst(int day) {
        return excursion(day, Math::min);
    }

    /** How far above the first close the highest one of the month was, in percent; 0 where none was above. */
    double best(int day) {
        return excursion(day, Math::max);
    }

    private double excursion(int day, DoubleBinaryOperator extreme) {
        int entry = day + 1;
        if (entry + MONTH > price.last() || !price.has(entry)) {
            return Double.NaN;
        }
        double found = price.at(entry);
        int present = 0;
        for (int place = entry + 1; place <= entry + MONTH; place++) {
            if (price.has(place)) {
                found = extreme.applyAsDouble(found, price.at(place));
                present++;
            }
        }
        return isEnough(present, MONTH) ? (found / price.at(entry) - 1) * 100 : Double.NaN;
    }

    /** The volatility of the month after over that of the month before the day. */
    double volatilityRatio(int day) {
        double before = volatility(day);
        return before > 0 ? volatility(day + 1 + MONTH) / before : Double.NaN;
    }

    /** Of the month that ends at a place: daily log returns around zero, per year, as a fraction. */
    double volatility(int last) {
        if (last > price.last() || last < MONTH) {
            return Double.NaN;
        }
        double sum = 0;
        int present = 0;
        for (int place = last - MONTH + 1; place <= last; place++) {
            if (!Double.isNaN(squares[place])) {
                sum += squares[place];
                present++;
            }
        }
        return isEnough(present, MONTH) ? Math.sqrt(DAYS_OF_A_YEAR * sum / present) : Double.NaN;
    }

    /** How far apart the highest and the lowest of 21 closes were, in percent of the middle between them. */
    double range(int day) {
        if (day + RANGE_DAYS > price.last()) {
            return Double.NaN;
        }
        double lowest = Double.POSITIVE_INFINITY;
        double highest = 0;
        int present = 0;
        for (int place = day + 1; place <= day + RANGE_DAYS; place++) {
            if (price.has(place)) {
                lowest = Math.min(lowest, price.at(place));
                highest = Math.max(highest, price.at(place));
                present++;
            }
        }
        return isEnough(present, RANGE_DAYS) ? (highest - lowest) / ((highest + lowest) / 2) * 100 : Double.NaN;
    }

    /** What the month after the day is called; empty where one of the measures is not known. */
    Optional<Label> label(int day) {
        double worst = worst(day);
        double ratio = volatilityRatio(day);
        double range = range(day);
        if (Double.isNaN(worst) || Double.isNaN(ratio) || Double.isNaN(range)) {
            return Optional.empty();
        }
        if (worst <= SELLOFF_PERCENT || ratio >= SELLOFF_RATIO) {
            return Optional.of(Label.SELLOFF);
        }
        return Optional.of(range <= RANGE_PERCENT ? Label.RANGE : Label.RECOVERY);
    }

    /** Where the price of the day stands to the mean of the 200 days up to it; empty with fewer than 160 of them. */
    Optional<Trend> trend(int day) {
        double[] closes = price.present(day - TREND_DAYS + 1, day);
        if (!price.has(day) || !isEnough(closes.length, TREND_DAYS)) {
            return Optional.empty();
        }
        double mean = Arrays.stream(closes).sum() / closes.length;
        return Optional.of(price.at(day) >= mean ? Trend.BULL : Trend.BEAR);
    }

    private static boolean isEnough(int present, int all) {
        return present * 5 >= all * 4;
    }
}
