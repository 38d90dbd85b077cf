package io.basiswatch.indicator.store;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@link StoreOptions} as they are configured; a duration of zero is without end. */
@ConfigMapping(prefix = "indicator.store")
public interface StoreConfig {
    /** Points of series in Redis. */
    Redis redis();

    /** What values were made of, in PostgreSQL. */
    Receipts receipts();

    /** The values themselves, in PostgreSQL. */
    Values values();

    /** {@code indicator.store.redis.*}. */
    interface Redis {
        @WithDefault("30d")
        Duration minutes();

        @WithDefault("730d")
        Duration hours();

        @WithDefault("0s")
        Duration days();
    }

    /** {@code indicator.store.receipts.*}. */
    interface Receipts {
        @WithDefault("90d")
        Duration minutes();

        @WithDefault("0s")
        Duration hours();

        @WithDefault("0s")
        Duration days();
    }

    /** {@code indicator.store.values.*}. */
    interface Values {
        @WithDefault("0s")
        Duration retention();
    }

    default StoreOptions options() {
        return new StoreOptions(
                new Retention(redis().minutes(), redis().hours(), redis().days()),
                new Retention(
                        receipts().minutes(), receipts().hours(), receipts().days()),
                values().retention());
    }
}
