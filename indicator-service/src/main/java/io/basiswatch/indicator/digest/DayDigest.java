package io.basiswatch.indicator.digest;

import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Resolution;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Digests of values as they come, in any order: per asset and UTC day, over all stored values of its minutes, hours and days,
 * with all revisions. Live values of seconds are not stored, and those that were made of candles depend on when they were
 * imported: neither is counted.
 *
 * <p>A day is over for good some minutes after its end, in the time of the data: nothing of it is revised later.
 */
public final class DayDigest {
    /** How long after its end a day may still be revised, in microseconds, with a margin. */
    private static final long QUIET = 3 * Resolution.MINUTE.micros();

    private final Map<String, TreeMap<LocalDate, TreeSet<String>>> open = new HashMap<>();

    /**
     * What one asset's values of one day were.
     *
     * @param asset whose
     * @param day in UTC
     * @param digest in hexadecimal digits, see {@link DigestLines}
     * @param values how many there are
     */
    public record Digest(String asset, LocalDate day, String digest, int values) {}

    /** Takes a value of a day that was not given out yet. */
    public void add(IndicatorValue value) {
        if (value.resolution() != Resolution.SECOND && value.derivedFrom().isEmpty()) {
            open.computeIfAbsent(value.asset(), asset -> new TreeMap<>())
                    .computeIfAbsent(day(value.time()), day -> new TreeSet<>())
                    .add(DigestLines.line(value));
        }
    }

    private static LocalDate day(long micros) {
        return LocalDate.ofInstant(Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L)), ZoneOffset.UTC);
    }

    /** The last day that is over for good at {@code instant}, microseconds since the epoch. */
    public static LocalDate lastOver(long instant) {
        return day(instant - QUIET).minusDays(1);
    }

    /** When a day is over for good, microseconds since the epoch. */
    public static long overAt(LocalDate day) {
        return day.plusDays(1).toEpochDay() * Resolution.DAY.micros() + QUIET;
    }

    /**
     * The asset's days that are over for good at {@code instant}, microseconds since the epoch, in order; each is given out
     * once.
     */
    public List<Digest> over(String asset, long instant) {
        LocalDate last = lastOver(instant);
        TreeMap<LocalDate, TreeSet<String>> days = open.get(asset);
        List<Digest> digests = new ArrayList<>();
        while (days != null && !days.isEmpty() && !days.firstKey().isAfter(last)) {
            Map.Entry<LocalDate, TreeSet<String>> day = days.pollFirstEntry();
            digests.add(digest(asset, day.getKey(), day.getValue()));
        }
        return digests;
    }

    private static Digest digest(String asset, LocalDate day, TreeSet<String> lines) {
        DigestLines digest = new DigestLines();
        lines.forEach(digest::add);
        return new Digest(asset, day, digest.finish(), lines.size());
    }
}
