package io.basiswatch.collector.reserve;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One row of a source.
 *
 * @param time what the figure is of, microseconds since the epoch
 * @param asset what is held, such as {@code BTC}
 * @param entity who holds it, such as {@code binance}
 * @param amount in the asset
 */
record ReserveRow(long time, String asset, String entity, double amount) {
    private static final Pattern ASSET = Pattern.compile("[A-Z0-9]{1,20}");
    private static final Pattern ENTITY = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}(\\.\\d+)?([eE][+-]?\\d{1,3})?");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern SECONDS = Pattern.compile("\\d{9,10}");
    private static final Pattern MILLIS = Pattern.compile("\\d{12,13}");

    private static final long MICROS_PER_MILLI = 1_000;
    private static final long MICROS_PER_SECOND = 1_000_000;

    /**
     * The row whose cells these are.
     *
     * @param time a date (its beginning, UTC), an instant of ISO 8601, or seconds or milliseconds since the epoch
     * @throws IllegalArgumentException where one of them cannot be what it should; the message says which
     */
    static ReserveRow of(String time, String asset, String venue, String reserve) {
        String code = asset.strip().toUpperCase(Locale.ROOT);
        String entity = venue.strip().toLowerCase(Locale.ROOT);
        require(ASSET.matcher(code).matches(), "asset is no code", asset);
        require(ENTITY.matcher(entity).matches(), "venue is no name", venue);
        require(NUMBER.matcher(reserve.strip()).matches(), "reserve is no number", reserve);
        double amount = Double.parseDouble(reserve.strip());
        require(amount >= 0 && Double.isFinite(amount), "reserve is below 0 or endless", reserve);
        return new ReserveRow(micros(time.strip()), code, entity, amount);
    }

    private static void require(boolean truth, String complaint, String cell) {
        if (!truth) {
            throw new IllegalArgumentException(complaint + ": '" + cell + "'");
        }
    }

    private static long micros(String text) {
        if (SECONDS.matcher(text).matches()) {
            return Long.parseLong(text) * MICROS_PER_SECOND;
        }
        if (MILLIS.matcher(text).matches()) {
            return Long.parseLong(text) * MICROS_PER_MILLI;
        }
        try {
            Instant instant = DATE.matcher(text).matches()
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(text);
            long micros = ChronoUnit.MICROS.between(Instant.EPOCH, instant);
            require(micros >= 0, "time is before the epoch", text);
            return micros;
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("time is none: '" + text + "'", e);
        }
    }
}
