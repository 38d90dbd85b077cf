package io.basiswatch.model.series;

import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/**
 * The key space of Redis.
 *
 * <p>All keys of one asset carry the asset as hash tag, so that a cluster keeps them in one slot and a pipeline can
 * touch them together. The live buffer and the publishing progress share a slot of their own.
 */
public final class SeriesKeys {
    /** Stream of live values; its ids are the ids of the server-sent events. */
    public static final String UPDATES = "updates";

    /** Hash asset → last grid instant (ms) whose values are in {@link #UPDATES}; same slot as the stream. */
    public static final String PROGRESS = "{updates}:progress";

    /** Hash indicator id → definition as JSON. */
    public static final String CATALOGUE = "catalogue";

    /** Set of the assets that have values. */
    public static final String ASSETS = "assets";

    private SeriesKeys() {}

    /** Time series of {@code series}: {@code ts:{ETH}:futures_spot_basis_pct:…:1m}. */
    public static String timeSeries(Series series, Resolution resolution) {
        String dimension = series.dimension().isEmpty() ? "" : ':' + series.dimension();
        return "ts:{" + series.asset() + "}:" + series.indicator() + dimension + ':' + resolution.code();
    }

    /** Packed block of {@code series} for one UTC day, where the server has no time-series commands. */
    public static String dayBlock(Series series, Resolution resolution, LocalDate day) {
        return timeSeries(series, resolution) + ':' + DateTimeFormatter.BASIC_ISO_DATE.format(day);
    }

    /**
     * Hash {@code <series>@<resolution>} → {@code <first> <last>}, the times (ms) between which a series has values that
     * were made of candles. These are in PostgreSQL only.
     */
    public static String history(String asset) {
        return "history:{" + asset + '}';
    }

    /** Hash series → newest value as JSON. */
    public static String latest(String asset) {
        return "latest:{" + asset + '}';
    }
}
