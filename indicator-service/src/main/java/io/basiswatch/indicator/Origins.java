package io.basiswatch.indicator;

import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Input;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Where the inputs of a value come from: the venues that took part, those that did not, and the age of the oldest input. */
final class Origins {
    private static final long MILLISECOND = 1_000;
    private static final long NONE = Long.MAX_VALUE;

    private final List<Input> inputs;
    private final List<String> missing = new ArrayList<>(0);
    private long oldestUnder = NONE;

    /** Of {@code inputs}, which are still being collected. */
    Origins(List<Input> inputs) {
        this.inputs = inputs;
    }

    /** It is made of {@code value}, and so of what is under that one. */
    void under(IndicatorValue value) {
        if (value.attributes().get(ValueDraft.OLDEST_INPUT) instanceof Long age) {
            oldestUnder = Math.min(oldestUnder, value.closeTime() - age * MILLISECOND);
        }
    }

    /** A venue that is expected and has told nothing. */
    void missing(String venue) {
        missing.add(venue);
    }

    /** Adds what is known to {@code attributes}; a venue that took part with one of its markets is not missing. */
    void describe(long instant, Map<String, Object> attributes) {
        List<String> used = new ArrayList<>(2);
        List<String> unused = new ArrayList<>(missing);
        long oldest = oldestUnder;
        for (Input input : inputs) {
            boolean isUsed = input.excluded().isEmpty();
            oldest = isUsed ? Math.min(oldest, input.receivedTime()) : oldest;
            String venue = venue(input.source());
            List<String> venues = isUsed ? used : unused;
            if (!venue.isEmpty() && !venues.contains(venue)) {
                venues.add(venue);
            }
        }
        unused.removeAll(used);
        put(ValueDraft.VENUES_USED, used, attributes);
        put(ValueDraft.VENUES_MISSING, unused, attributes);
        if (oldest != NONE) {
            attributes.put(ValueDraft.OLDEST_INPUT, (instant - oldest) / MILLISECOND);
        }
    }

    private static void put(String name, List<String> venues, Map<String, Object> attributes) {
        if (!venues.isEmpty()) {
            Collections.sort(venues);
            attributes.put(name, String.join(",", venues));
        }
    }

    /** The venue of an instrument, which is in small letters; empty for a series, which begins with an asset in capitals. */
    static String venue(String source) {
        int end = source.indexOf(':');
        return end > 0 && Character.isLowerCase(source.charAt(0)) ? source.substring(0, end) : "";
    }
}
