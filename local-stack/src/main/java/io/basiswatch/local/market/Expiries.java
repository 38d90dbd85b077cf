package io.basiswatch.local.market;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * When a venue's dated futures expire: the next so many weeks, months and quarters, on their last Friday.
 *
 * @param time of day
 * @param zone whose time that is
 */
record Expiries(int weeks, int months, int quarters, LocalTime time, ZoneId zone) {
    private static final LocalTime EIGHT = LocalTime.of(8, 0);
    private static final LocalTime NOON = LocalTime.NOON;
    private static final LocalTime FOUR = LocalTime.of(16, 0);

    static final Expiries NONE = utc(0, 0, 0);

    static Expiries utc(int weeks, int months, int quarters) {
        return new Expiries(weeks, months, quarters, EIGHT, ZoneOffset.UTC);
    }

    static Expiries atNoon(int quarters) {
        return new Expiries(0, 0, quarters, NOON, ZoneOffset.UTC);
    }

    static Expiries atFourInLondon(int months, int quarters) {
        return new Expiries(0, months, quarters, FOUR, ZoneId.of("Europe/London"));
    }

    /** What expires after {@code now} and is listed by then: when it expires, and since when it is listed. */
    Map<Instant, Instant> after(Instant now) {
        Map<Instant, Instant> listed = new TreeMap<>();
        LocalDate day = LocalDate.ofInstant(now, zone);
        add(listed, now, weeks, weekly(day));
        add(listed, now, months, monthly(day, 1));
        add(listed, now, quarters, monthly(day, 3));
        return listed;
    }

    /** The first {@code many} after {@code now}; each was listed when the one that many before it expired. */
    private static void add(Map<Instant, Instant> listed, Instant now, int many, List<Instant> all) {
        for (int i = many; i < all.size(); i++) {
            Instant since = all.get(i - many);
            if (all.get(i).isAfter(now) && !since.isAfter(now)) {
                listed.merge(all.get(i), since, (one, other) -> one.isBefore(other) ? one : other);
            }
        }
    }

    private List<Instant> weekly(LocalDate day) {
        List<Instant> fridays = new ArrayList<>();
        LocalDate friday = day.minusWeeks(weeks + 2).with(TemporalAdjusters.next(DayOfWeek.FRIDAY));
        for (int i = 0; weeks > 0 && i < 2 * weeks + 4; i++) {
            fridays.add(instant(friday.plusWeeks(i)));
        }
        return fridays;
    }

    private List<Instant> monthly(LocalDate day, int every) {
        List<Instant> fridays = new ArrayList<>();
        int many = every == 1 ? months : quarters;
        YearMonth month = YearMonth.from(day).minusMonths((many + 1L) * every);
        for (int i = 0; i < (2 * many + 3) * every; i++, month = month.plusMonths(1)) {
            if (month.getMonthValue() % every == 0) {
                fridays.add(instant(month.atEndOfMonth().with(TemporalAdjusters.previousOrSame(DayOfWeek.FRIDAY))));
            }
        }
        return fridays;
    }

    private Instant instant(LocalDate day) {
        return day.atTime(time).atZone(zone).toInstant();
    }
}
