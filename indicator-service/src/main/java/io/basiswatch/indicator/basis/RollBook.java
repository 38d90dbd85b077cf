package io.basiswatch.indicator.basis;

import io.basiswatch.indicator.Evaluation;
import io.basiswatch.indicator.ValueDraft;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.Venue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * When the choice of a policy last moved from one contract to another, and by how much the basis jumped by that.
 *
 * <p>The instants follow from expiries alone; which contracts there were is known from their closed minutes. So a roll is the
 * same after a restart, and a contract that is merely silent makes none.
 */
final class RollBook {
    private static final long SECOND = Resolution.SECOND.micros();
    private static final long MINUTE = Resolution.MINUTE.micros();
    /** How long a roll is told. */
    private static final long TOLD = Resolution.DAY.micros();

    private final Map<Venue, Shelf> shelves = new TreeMap<>();

    /** A contract that had a closed minute, and these minutes. */
    private record Known(DatedContract contract, BasisHistory history) {
        boolean hadValue(long minute) {
            return history.around(minute).isPresent();
        }
    }

    /** The contracts of one venue, and the instants of the last day at which its policies may have rolled. */
    private static final class Shelf {
        private final Map<Series, Known> contracts = new TreeMap<>();
        private final Map<SelectionPolicy, List<Long>> changes = new EnumMap<>(SelectionPolicy.class);
        private long minute = Long.MIN_VALUE;
    }

    /**
     * A roll.
     *
     * @param from the contract that was chosen before
     * @param at the instant, microseconds since the epoch
     * @param fromBasis what it yielded in the minute before
     * @param toBasis what the contract that is chosen now yielded in the same minute; empty where it was not quoted yet
     */
    private record Roll(DatedContract from, long at, OptionalDouble fromBasis, OptionalDouble toBasis) {}

    /** {@code contract} has had a closed minute; more of them will be in {@code history}. */
    void add(Series series, DatedContract contract, BasisHistory history) {
        if (contract.isRepresentative()) {
            shelves.computeIfAbsent(contract.instrument().venue(), venue -> new Shelf())
                    .contracts
                    .put(series, new Known(contract, history));
        }
    }

    /** {@code series} will not be asked about any more. */
    void remove(Series series) {
        shelves.values().forEach(shelf -> shelf.contracts.remove(series));
    }

    /** Says in {@code draft} that and how {@code selected} came to be chosen, if that was within a day. */
    void enter(SelectionPolicy policy, DatedContract selected, Evaluation at, ValueDraft draft) {
        Shelf shelf = shelves.get(selected.instrument().venue());
        if (shelf == null) {
            return;
        }
        for (long change : changes(shelf, policy, at.instant())) {
            Optional<Roll> roll = change > at.instant() || at.instant() - change >= TOLD
                    ? Optional.empty()
                    : roll(shelf, policy, change, selected);
            if (roll.isPresent()) {
                enter(roll.get(), draft);
                return;
            }
        }
    }

    /** Those of the last day and of the minute of {@code instant}, newest first; found once a minute. */
    private static List<Long> changes(Shelf shelf, SelectionPolicy policy, long instant) {
        long minute = Resolution.MINUTE.floor(instant);
        if (shelf.minute != minute) {
            shelf.minute = minute;
            List<DatedContract> contracts =
                    shelf.contracts.values().stream().map(Known::contract).toList();
            for (SelectionPolicy each : SelectionPolicy.values()) {
                shelf.changes.put(
                        each,
                        each.changes(contracts)
                                .filter(change -> change > minute - TOLD && change < minute + MINUTE)
                                .distinct()
                                .boxed()
                                .sorted(Comparator.reverseOrder())
                                .toList());
            }
        }
        return shelf.changes.get(policy);
    }

    /** The roll at {@code change} to {@code selected}: among the contracts that were there, one was chosen before. */
    private static Optional<Roll> roll(Shelf shelf, SelectionPolicy policy, long change, DatedContract selected) {
        long before = Resolution.MINUTE.floor(change) - MINUTE;
        List<Known> known = shelf.contracts.values().stream()
                .filter(each -> each.hadValue(before))
                .toList();
        List<DatedContract> contracts =
                new ArrayList<>(known.stream().map(Known::contract).toList());
        Optional<DatedContract> old = policy.select(contracts, change - SECOND);
        // It may have been listed only since.
        contracts.add(selected);
        boolean isChosen = policy.select(contracts, change + SECOND)
                .filter(chosen -> isSame(chosen, selected))
                .isPresent();
        return old.filter(one -> isChosen && !isSame(one, selected))
                .map(from -> new Roll(from, change, basis(known, from, before), basis(known, selected, before)));
    }

    private static boolean isSame(DatedContract one, DatedContract other) {
        return one.instrument().equals(other.instrument());
    }

    private static OptionalDouble basis(List<Known> known, DatedContract contract, long minute) {
        return known.stream()
                .filter(each -> isSame(each.contract, contract))
                .map(each -> each.history.around(minute))
                .findFirst()
                .orElse(OptionalDouble.empty());
    }

    private static void enter(Roll roll, ValueDraft draft) {
        Instant at = Instant.ofEpochSecond(Math.floorDiv(roll.at, SECOND));
        draft.attribute(FuturesBasis.ROLLED_FROM, roll.from.instrument().toString())
                .attribute(FuturesBasis.ROLLED_AT, at.toString());
        roll.fromBasis.ifPresent(basis -> draft.attribute(FuturesBasis.ROLLED_FROM_BASIS, basis));
        roll.toBasis.ifPresent(basis -> draft.attribute(FuturesBasis.ROLLED_TO_BASIS, basis));
    }
}
