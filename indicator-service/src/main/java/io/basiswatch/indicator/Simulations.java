package io.basiswatch.indicator;

import io.basiswatch.model.Constituents;
import io.basiswatch.model.ExchangeReserve;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Input;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which venues are simulations, and which values they have led to.
 *
 * <p>A value says so by its attribute {@link #ATTRIBUTE} if one of its inputs is of a venue that has told something simulated
 * within the last three minutes, longer than any input lives; or if it is made of a value of a series up to the last UTC day
 * on which that series had such a value. What tells that there is nothing names no inputs: it says so if its own series has,
 * and of the present also if the venue that its dimension names, or any venue of its asset, is a simulation. So nothing that a simulation led to is ever unmarked; what is real may be marked
 * until the end of the day on which a venue was simulated last, and for as long as it looks back on such days.
 */
final class Simulations {
    /** The simulated venues that led to a value, in alphabetical order, with commas between. */
    static final String ATTRIBUTE = "simulated";

    private static final long LIVES = 3 * Resolution.MINUTE.micros();
    private static final long DAY = Resolution.DAY.micros();

    private final Map<String, Long> heard = new HashMap<>();
    /** Exchanges whose reserves are simulated; these may be called as a venue is, and stand apart. */
    private final Map<String, Long> holders = new HashMap<>();

    private final Map<String, Map<String, Long>> byAsset = new HashMap<>();
    private final Set<String> ofPast = new HashSet<>();
    private final Map<String, Map<String, Long>> lastDays = new HashMap<>();
    private final List<SimulatedDay> news = new ArrayList<>();

    /** An event of a simulated venue. */
    void heard(MarketEvent event) {
        if (event instanceof InstrumentEvent about) {
            String venue = about.instrument().venue().id();
            heard.merge(venue, event.receivedTime(), Math::max);
            byAsset.computeIfAbsent(event.asset(), asset -> new TreeMap<>())
                    .merge(venue, event.receivedTime(), Math::max);
        } else if (event instanceof ExchangeReserve reserve) {
            holders.merge(reserve.entity(), event.receivedTime(), Math::max);
        }
    }

    /** A fact of the past of this market; whether its venue turns out to be a simulation, or to be none any more. */
    boolean isOther(Instrument instrument, boolean isSimulated) {
        String venue = instrument.venue().id();
        return isSimulated ? ofPast.add(venue) : ofPast.remove(venue);
    }

    /** What a store remembers. */
    void recall(SimulatedDay told) {
        lastDays.computeIfAbsent(told.series().toString(), series -> new TreeMap<>())
                .merge(told.venue(), told.day(), Math::max);
    }

    /** Last days that have changed since the last call. */
    List<SimulatedDay> takeNews() {
        if (news.isEmpty()) {
            return List.of();
        }
        List<SimulatedDay> taken = List.copyOf(news);
        news.clear();
        return taken;
    }

    /** Enters into the attributes of a value of the present what is to be said of it. */
    void mark(
            Series series,
            long closeTime,
            long instant,
            List<Input> inputs,
            List<Constituents> constituents,
            Map<String, Object> attributes) {
        if (heard.isEmpty() && holders.isEmpty() && lastDays.isEmpty()) {
            return;
        }
        TreeSet<String> venues = new TreeSet<>();
        for (Input input : inputs) {
            String venue = Origins.venue(input.source());
            if (holders.getOrDefault(input.source(), Long.MIN_VALUE) >= instant - LIVES) {
                venues.add(input.source());
            } else if (venue.isEmpty()) {
                addAll(input.source(), input.eventTime(), venues);
            } else if (heard.getOrDefault(venue, Long.MIN_VALUE) >= instant - LIVES) {
                venues.add(venue);
            }
        }
        if (inputs.isEmpty() && constituents.isEmpty()) {
            addPresent(series, instant - LIVES, venues);
        }
        enter(series, closeTime, inputs.isEmpty(), constituents, venues, attributes);
    }

    /** The venue that the series is of, where it is of one; else all venues of its asset; those that are simulations now. */
    private void addPresent(Series series, long since, TreeSet<String> venues) {
        Map<String, Long> all = byAsset.getOrDefault(series.asset(), Map.of());
        int end = series.dimension().indexOf('.');
        String named = end < 0 ? series.dimension() : series.dimension().substring(0, end);
        all.forEach((venue, last) -> {
            if (last >= since && (venue.equals(named) || !all.containsKey(named))) {
                venues.add(venue);
            }
        });
    }

    /** The value of a past interval, made of candles or of days, with what is to be said of it. */
    IndicatorValue marked(IndicatorValue value) {
        if (ofPast.isEmpty() && lastDays.isEmpty()) {
            return value;
        }
        TreeSet<String> venues = new TreeSet<>();
        for (Input input : value.inputs()) {
            String venue = Origins.venue(input.source());
            if (venue.isEmpty()) {
                addAll(input.source(), input.eventTime(), venues);
            } else if (ofPast.contains(venue)) {
                venues.add(venue);
            }
        }
        Map<String, Object> attributes = new TreeMap<>(value.attributes());
        boolean isOfNothing = value.inputs().isEmpty();
        enter(value.series(), value.closeTime(), isOfNothing, value.constituents(), venues, attributes);
        return venues.isEmpty() ? value : value.withAttributes(attributes);
    }

    private void enter(
            Series series,
            long closeTime,
            boolean isOfNoInput,
            List<Constituents> constituents,
            TreeSet<String> venues,
            Map<String, Object> attributes) {
        for (Constituents each : constituents) {
            addAll(each.series().toString(), each.from(), venues);
        }
        if (isOfNoInput && constituents.isEmpty()) {
            addAll(series.toString(), closeTime, venues);
        }
        if (!venues.isEmpty()) {
            attributes.put(ATTRIBUTE, String.join(",", venues));
            note(series, venues, Math.floorDiv(closeTime - 1, DAY));
        }
    }

    private void addAll(String series, long time, TreeSet<String> venues) {
        Map<String, Long> days = lastDays.get(series);
        if (days != null) {
            long day = Math.floorDiv(time - 1, DAY);
            days.forEach((venue, last) -> {
                if (day <= last) {
                    venues.add(venue);
                }
            });
        }
    }

    private void note(Series series, TreeSet<String> venues, long day) {
        Map<String, Long> days = lastDays.computeIfAbsent(series.toString(), name -> new TreeMap<>());
        for (String venue : venues) {
            if (days.getOrDefault(venue, Long.MIN_VALUE) < day) {
                days.put(venue, day);
                news.add(new SimulatedDay(series, venue, day));
            }
        }
    }
}
