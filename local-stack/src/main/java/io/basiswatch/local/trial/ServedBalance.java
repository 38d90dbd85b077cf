package io.basiswatch.local.trial;

import io.basiswatch.local.trial.Recomputed.Figure;
import io.basiswatch.local.trial.Recomputed.Place;
import io.basiswatch.model.Resolution;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What is stored and what the stream has brought, value by value against what the log comes to. */
final class ServedBalance {
    private static final long MICROS_PER_MILLI = 1_000;
    private static final long MINUTE_MILLIS = 60_000;

    private final Recomputed recomputed;
    private final Map<Place, Figure> stored;
    private final List<ServedStream.Update> updates;
    private final List<ServedStream.Update> repeated;
    private final Set<Place> brought;

    /**
     * What one part of a run has shown.
     *
     * @param minutes values of minutes that were compared
     * @param updates events of the stream that were compared
     * @param lost values of minutes that are not stored, or that the stream never brought
     * @param repeated what the stream brought twice
     * @param wrong stored or brought, and not what the log comes to
     */
    record Reading(long minutes, long updates, List<String> lost, List<String> repeated, List<String> wrong) {}

    /**
     * @param stored of minutes
     * @param updates all that the stream has brought
     * @param repeated what of it came once more
     */
    ServedBalance(
            Recomputed recomputed,
            Map<Place, Figure> stored,
            List<ServedStream.Update> updates,
            List<ServedStream.Update> repeated) {
        this.recomputed = recomputed;
        this.stored = stored;
        this.updates = updates;
        this.repeated = repeated;
        this.brought = updates.stream().map(ServedStream.Update::place).collect(Collectors.toSet());
    }

    /**
     * Strikes the balance of the whole minutes of a part of the run, and of all that the stream brought in it.
     *
     * @param from microseconds since the epoch
     * @param to its end
     */
    Reading reading(long from, long to) {
        long first = -Math.floorDiv(-from / MICROS_PER_MILLI, MINUTE_MILLIS) * MINUTE_MILLIS;
        long end = Math.floorDiv(to / MICROS_PER_MILLI, MINUTE_MILLIS) * MINUTE_MILLIS;
        List<String> lost = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        List<Place> minutes = recomputed.places(Resolution.MINUTE, first, end);
        minutes.forEach(place -> compare(place, lost, wrong));
        stored.keySet().stream()
                .filter(place -> place.millis() >= first && place.millis() < end)
                .filter(place -> recomputed.at(place).isEmpty())
                .forEach(place -> wrong.add("stored: " + place + " which the log does not come to"));
        List<ServedStream.Update> came = updates.stream()
                .filter(update -> update.at() >= from && update.at() < to)
                .toList();
        came.forEach(update -> compare(update, wrong));
        List<String> twice = repeated.stream()
                .filter(update -> update.at() >= from && update.at() < to)
                .map(update -> "twice in the stream: " + update.place() + " " + update.figure())
                .toList();
        return new Reading(minutes.size(), came.size(), lost, twice, wrong);
    }

    private void compare(Place place, List<String> lost, List<String> wrong) {
        Figure due = recomputed.at(place).getLast();
        Figure found = stored.get(place);
        if (due.isThere() && found == null) {
            lost.add("not stored: " + place + " " + due);
        } else if (due.isThere() && !found.equals(due)) {
            wrong.add("stored: " + place + " " + found + " where the log comes to " + due);
        }
        if (!brought.contains(place)) {
            lost.add("not in the stream: " + place + " " + due);
        }
    }

    /** Hours and days are not recomputed: a run is too short for them. */
    private void compare(ServedStream.Update update, List<String> wrong) {
        String resolution = update.place().resolution();
        boolean isKnown = resolution.equals(Resolution.MINUTE.code()) || resolution.equals(Resolution.SECOND.code());
        List<Figure> due = recomputed.at(update.place());
        if (isKnown && !due.contains(update.figure())) {
            wrong.add("in the stream: " + update.place() + " " + update.figure() + " where the log comes to " + due);
        }
    }
}
