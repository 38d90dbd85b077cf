package io.basiswatch.local.market;

/**
 * How much of a listing is traded, from the day down: a day's lots are shared out to its hours and theirs to their minutes, so
 * that the sums are right without being made. Each minute has a lot for each of its slots on both sides beside that.
 */
final class Turnover {
    private static final int HOURS = 24;
    private static final int MINUTES = 60;
    private static final long DAY_SECONDS = 86_400;

    private final Terms terms;
    private final Course course;
    private final long seed;
    private final Recent<Shares> days = new Recent<>(64);
    private final Recent<Shares> hours = new Recent<>(256);

    /** What takers bought and sold. */
    record Lots(long bought, long sold) {
        long both() {
            return bought + sold;
        }
    }

    private record Shares(long[] bought, long[] sold) {}

    Turnover(Terms terms, Course course, long seed) {
        this.terms = terms;
        this.course = course;
        this.seed = seed;
    }

    /** Of the day that has this number since the epoch. */
    Lots day(long day) {
        return with(rest(day), HOURS * MINUTES);
    }

    Lots hour(long hour) {
        return with(restOfHour(hour), MINUTES);
    }

    Lots minute(long minute) {
        long hour = Math.floorDiv(minute, MINUTES);
        Shares shares = hours.get(hour, number -> {
            Lots rest = restOfHour(number);
            return new Shares(
                    Split.of(rest.bought, MINUTES, Hash.of(seed, 5, number), 0.8),
                    Split.of(rest.sold, MINUTES, Hash.of(seed, 6, number), 0.8));
        });
        int within = (int) (minute - hour * MINUTES);
        return with(new Lots(shares.bought[within], shares.sold[within]), 1);
    }

    private Lots with(Lots rest, int minutes) {
        long least = (long) minutes * terms.slots();
        return new Lots(rest.bought + least, rest.sold + least);
    }

    private Lots restOfHour(long hour) {
        long day = Math.floorDiv(hour, HOURS);
        Shares shares = days.get(day, number -> {
            Lots rest = rest(number);
            return new Shares(
                    Split.of(rest.bought, HOURS, Hash.of(seed, 3, number), 0.6),
                    Split.of(rest.sold, HOURS, Hash.of(seed, 4, number), 0.6));
        });
        int within = (int) (hour - day * HOURS);
        return new Lots(shares.bought[within], shares.sold[within]);
    }

    private Lots rest(long day) {
        double busy = 1 + 0.35 * Hash.even(Hash.of(seed, 1, day));
        double share = 0.5 + 0.03 * Hash.even(Hash.of(seed, 2, day));
        double lots = terms.dailyDollars() * busy / terms.lotDollars(course.price(day * DAY_SECONDS));
        return new Lots(Math.round(lots * share), Math.round(lots * (1 - share)));
    }
}
