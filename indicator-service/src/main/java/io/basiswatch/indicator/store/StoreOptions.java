package io.basiswatch.indicator.store;

import java.time.Duration;

/**
 * For how long what is kept where.
 *
 * @param redis points of series in Redis
 * @param receipts what values were made of, in PostgreSQL
 * @param values the values themselves, in PostgreSQL; {@link Retention#ENDLESS} keeps all of them
 */
public record StoreOptions(Retention redis, Retention receipts, Duration values) {
    /** An engine looks back on closed values: these must be there. */
    private static final Duration LEAST_VALUES = Duration.ofDays(400);

    public StoreOptions {
        if (!values.equals(Retention.ENDLESS) && values.compareTo(LEAST_VALUES) < 0) {
            throw new IllegalArgumentException("values are looked back on and must be kept for " + LEAST_VALUES.toDays()
                    + " days at least, not " + values);
        }
    }

    /** What application.properties says as well. */
    public static StoreOptions defaults() {
        return new StoreOptions(
                new Retention(Duration.ofDays(30), Duration.ofDays(730), Retention.ENDLESS),
                new Retention(Duration.ofDays(90), Retention.ENDLESS, Retention.ENDLESS),
                Retention.ENDLESS);
    }
}
