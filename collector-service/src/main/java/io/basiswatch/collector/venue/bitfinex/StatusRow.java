package io.basiswatch.collector.venue.bitfinex;

import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonException;
import io.basiswatch.collector.json.JsonKind;
import java.util.Arrays;

/**
 * The status of a perpetual as the venue tells it, over its stream and over REST alike: an array with holes, in which a
 * {@code null} is no value. Reused from row to row.
 *
 * <p>{@code [1596124822000,null,0.896,0.771995,null,1396531.67460709,null,1596153600000,0.0001056,6,null,-0.01381344,null,
 * null,0.7664,null,null,246502.09001551,…]}: time, last price, price of the underlying, insurance fund, next payment, what
 * accrues for the payment after it, …, the rate of the next payment, mark, open interest in the base currency.
 */
final class StatusRow {
    static final int SPOT_PRICE = 3;
    static final int MARK = 14;
    static final int OPEN_INTEREST = 17;

    private static final int TIME = 0;
    private static final int NEXT_FUNDING_TIME = 7;
    private static final int CURRENT_FUNDING = 11;
    private static final int LENGTH = 18;
    private static final long MICROS_PER_MILLI = 1_000;

    private final double[] numbers = new double[LENGTH];

    /** Takes the array at {@code cursor} over; what is no number is left out. */
    void read(JsonCursor cursor) {
        Arrays.fill(numbers, Double.NaN);
        int count = 0;
        cursor.beginArray();
        while (cursor.nextElement()) {
            if (count < LENGTH && cursor.kind() == JsonKind.NUMBER) {
                numbers[count] = cursor.decimal();
            } else {
                cursor.skip();
            }
            count++;
        }
        if (count < LENGTH) {
            throw new JsonException("a status of " + count + " numbers");
        }
        if (!has(TIME)) {
            throw new JsonException("a status without a time");
        }
    }

    boolean has(int column) {
        return !Double.isNaN(numbers[column]);
    }

    double get(int column) {
        return numbers[column];
    }

    /** When the status was so, microseconds since the epoch. */
    long time() {
        return micros(TIME);
    }

    boolean hasFunding() {
        return has(CURRENT_FUNDING) && has(NEXT_FUNDING_TIME);
    }

    /** The rate of the next payment. */
    double rate() {
        return numbers[CURRENT_FUNDING];
    }

    /** When that is, microseconds since the epoch. */
    long due() {
        return micros(NEXT_FUNDING_TIME);
    }

    private long micros(int column) {
        return (long) (numbers[column] * MICROS_PER_MILLI);
    }
}
