package io.basiswatch.model.series;

import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;

/**
 * The key space of Redis.
 *
 * <p>All keys of one asset carry the asset as hash tag, so that a cluster keeps them in one slot and a pipeline can
 * touch them together. The live buffer, how far it goes and whose it is share a slot of their own.
 */
public final class SeriesKeys {
    /** Stream of live values; its ids are the ids of the server-sent events. */
    public static final String UPDATES = "updates";

    /** Hash asset → last grid instant (ms) whose values are in {@link #UPDATES}; same slot as the stream. */
    public static final String PROGRESS = "{updates}:progress";

    /** Which life of this Redis it is: another text after everything in it was lost and made again; same slot. */
    public static final String EPOCH = "{updates}:epoch";

    /** The epoch that is being prepared; same slot. */
    public static final String NEXT_EPOCH = "{updates}:epoch:next";

    /**
     * Hash resolution → for how long back (ms) the series here are whole, 0 for all times; same slot. A resolution that is not
     * named is being made again: PostgreSQL is to be asked.
     */
    public static final String REACH = "{updates}:reach";

    /** Hash indicator id → definition as JSON. */
    public static final String CATALOGUE = "catalogue";

    /** Set of the assets that have values. */
    public static final String ASSETS = "assets";

    /** The field of {@link #markets} that is no instrument. */
    public static final String AT = "at";

    private SeriesKeys() {}

    /** Time series of {@code series}: {@code ts:{ETH}:futures_spot_basis_pct:…:1m}. */
    public static String timeSeries(Series series, Resolution resolution) {
        String dimension = series.dimension().isEmpty() ? "" : ':' + series.dimension();
        return "ts:{" + series.asset() + "}:" + series.indicator() + dimension + ':' + resolution.code();
    }

    /** A packed block of {@code series}, where the server has no time-series commands. */
    public static String block(Series series, SlotBlock block) {
        return timeSeries(series, block.resolution()) + ':' + block.suffix();
    }

    /**
     * Hash {@code <series>@<resolution>} → {@code <first> <last>}, the times (ms) between which a series has values that
     * were made of candles. These are in PostgreSQL only.
     */
    public static String history(String asset) {
        return "history:{" + asset + '}';
    }

    /** Hash series → newest value of a second as JSON. */
    public static String latest(String asset) {
        return "latest:{" + asset + '}';
    }

    /** The same of any resolution. */
    public static String latest(String asset, Resolution resolution) {
        return resolution == Resolution.SECOND ? latest(asset) : latest(asset) + ':' + resolution.code();
    }

    /** Hash UTC day ({@code 2026-03-02}) → digest of the asset's values of that day, in hexadecimal digits. */
    public static String digest(String asset) {
        return "digest:{" + asset + '}';
    }

    /**
     * Hash instrument → what was last heard of it as JSON, {@code {"listed":…,"gap":…,"newest":{"quote":…}}}: when it was
     * listed, when something of it was last missing, and of each kind of event when the newest one was received, in
     * milliseconds since the epoch; {@link #AT} → the instant (ms) that this is as of. Written every few seconds.
     */
    public static String markets(String asset) {
        return "markets:{" + asset + '}';
    }
}
