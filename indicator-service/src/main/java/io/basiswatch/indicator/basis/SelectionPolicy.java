package io.basiswatch.indicator.basis;

import io.basiswatch.model.Resolution;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.LongStream;

/** Which of a venue's dated contracts is meant; its name is part of the payload. */
enum SelectionPolicy {
    /** The nearest with at least 7 days left: below that a basis point of price is half a percentage point of basis. */
    FRONT_ELIGIBLE,
    /** The one delivered on the next last Friday of March, June, September or December. */
    CURRENT_QUARTER,
    /** The one delivered a quarter later. */
    NEXT_QUARTER,
    /** The one whose time to expiry is nearest to 90 days, with at least 7 left. */
    CLOSEST_90D;

    private static final int ELIGIBLE_DAYS = 7;
    private static final int THREE_MONTHS = 90;
    private static final long DAY = Resolution.DAY.micros();

    /** How the policy is written in payloads and dimensions. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The contract that is meant at {@code instant}; where two expire together, the one that is settled in the asset. */
    Optional<DatedContract> select(List<DatedContract> contracts, long instant) {
        return switch (this) {
            case FRONT_ELIGIBLE -> eligible(contracts, instant, Comparator.comparing(DatedContract::expiry));
            case CLOSEST_90D ->
                eligible(
                        contracts,
                        instant,
                        Comparator.comparingDouble(contract -> Math.abs(contract.days(instant) - THREE_MONTHS)));
            case CURRENT_QUARTER -> quarter(contracts, instant, 1);
            case NEXT_QUARTER -> quarter(contracts, instant, 2);
        };
    }

    /**
     * The instants, microseconds since the epoch, at which the choice among {@code contracts} may change by the passing of
     * time alone; it need not change at each.
     */
    LongStream changes(List<DatedContract> contracts) {
        return switch (this) {
            case FRONT_ELIGIBLE -> ineligible(contracts);
            case CLOSEST_90D -> LongStream.concat(ineligible(contracts), middles(contracts));
            case CURRENT_QUARTER, NEXT_QUARTER -> contracts.stream().mapToLong(DatedContract::expiryMicros);
        };
    }

    private static LongStream ineligible(List<DatedContract> contracts) {
        return contracts.stream().mapToLong(contract -> contract.expiryMicros() - ELIGIBLE_DAYS * DAY);
    }

    /** Of each two contracts, the instant at which both are equally far from three months. */
    private static LongStream middles(List<DatedContract> contracts) {
        return contracts.stream()
                .flatMapToLong(one -> contracts.stream()
                        .filter(other -> other.expiryMicros() > one.expiryMicros())
                        .mapToLong(other -> one.expiryMicros() / 2 + other.expiryMicros() / 2 - THREE_MONTHS * DAY));
    }

    private static Optional<DatedContract> eligible(
            List<DatedContract> contracts, long instant, Comparator<DatedContract> order) {
        return contracts.stream()
                .filter(contract -> contract.days(instant) >= ELIGIBLE_DAYS)
                .min(order.thenComparing(DatedContract.PREFERENCE));
    }

    private static Optional<DatedContract> quarter(List<DatedContract> contracts, long instant, int number) {
        return contracts.stream()
                .filter(contract -> deliveriesUpTo(contract.expiry(), instant) == number)
                .min(DatedContract.PREFERENCE);
    }

    /** How many quarterly deliveries lie after {@code instant} up to {@code expiry}; 0 where that is none itself. */
    static int deliveriesUpTo(Instant expiry, long instant) {
        ZonedDateTime end = expiry.atZone(ZoneOffset.UTC);
        if (!delivery(end.toLocalDate()).equals(end.toLocalDate())) {
            return 0;
        }
        LocalTime time = end.toLocalTime();
        Instant now = Instant.ofEpochSecond(Math.floorDiv(instant, 1_000_000));
        LocalDate quarter = now.atZone(ZoneOffset.UTC).toLocalDate();
        int count = 0;
        for (LocalDate day = delivery(quarter); !day.isAfter(end.toLocalDate()); day = delivery(day.plusMonths(3))) {
            if (day.atTime(time).toInstant(ZoneOffset.UTC).isAfter(now)) {
                count++;
            }
        }
        return count;
    }

    /** The last Friday of the quarter that {@code day} is in. */
    private static LocalDate delivery(LocalDate day) {
        int lastMonth = (day.getMonthValue() + 2) / 3 * 3;
        return LocalDate.of(day.getYear(), lastMonth, 1).with(TemporalAdjusters.lastInMonth(DayOfWeek.FRIDAY));
    }
}
