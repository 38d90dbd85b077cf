package io.basiswatch.indicator;

import io.basiswatch.model.Definition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;

/** Every indicator there is: whatever carries {@code @AutoService(Indicator.class)}. */
public final class Indicators {
    private Indicators() {}

    /** All indicators, each behind those that it is built on, and else by id. */
    public static List<Indicator> all() {
        List<Indicator> found = new ArrayList<>();
        ServiceLoader.load(Indicator.class, Indicators.class.getClassLoader()).forEach(found::add);
        return inOrder(found);
    }

    /** The ids of the indicators whose closed days the days of others are made of. */
    public static Set<String> readOfDays(List<Indicator> indicators) {
        return DayDesk.readOf(indicators);
    }

    /** What all states together look back on: of each indicator and resolution the greatest length. */
    public static List<LookBack> lookBacks(List<Indicator> indicators) {
        Map<String, LookBack> longest = new TreeMap<>();
        indicators.stream()
                .flatMap(each -> each.looksBackOn().stream())
                .forEach(lookBack -> longest.merge(
                        lookBack.indicator() + '@' + lookBack.resolution().code(),
                        lookBack,
                        (one, other) -> one.length().compareTo(other.length()) >= 0 ? one : other));
        return List.copyOf(longest.values());
    }

    /** What all indicators say about themselves, by id. */
    public static List<Definition> definitions() {
        return all().stream()
                .map(Indicator::definition)
                .sorted(Comparator.comparing(Definition::id))
                .toList();
    }

    /**
     * The same indicators, each behind those that it is built on.
     *
     * @throws IllegalArgumentException where two have one id, or one is built on itself or on one that is not there
     */
    static List<Indicator> inOrder(List<Indicator> indicators) {
        Map<String, Indicator> byId = new LinkedHashMap<>();
        indicators.stream().sorted(Comparator.comparing(Indicators::id)).forEach(indicator -> {
            if (byId.put(id(indicator), indicator) != null) {
                throw new IllegalArgumentException("two indicators are called " + id(indicator));
            }
        });
        Set<String> placed = new LinkedHashSet<>();
        byId.keySet().forEach(id -> place(id, byId, placed, new LinkedHashSet<>()));
        return placed.stream().map(byId::get).toList();
    }

    private static void place(String id, Map<String, Indicator> byId, Set<String> placed, Set<String> path) {
        if (placed.contains(id)) {
            return;
        }
        if (!byId.containsKey(id)) {
            throw new IllegalArgumentException(path + " is built on " + id + ", which is not there");
        }
        if (!path.add(id)) {
            throw new IllegalArgumentException("built on itself: " + path);
        }
        byId.get(id).builtOn().forEach(below -> place(below, byId, placed, path));
        path.remove(id);
        placed.add(id);
    }

    private static String id(Indicator indicator) {
        return indicator.definition().id();
    }
}
