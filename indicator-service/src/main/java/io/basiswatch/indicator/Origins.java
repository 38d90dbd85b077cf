package io.basiswatch.indicator;

import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Input;
import java.util.Map;
import java.util.TreeSet;

/** Where the inputs of a value come from: the venues that took part, those that did not, and the age of the oldest input. */
final class Origins {
    private static final long MILLISECOND = 1_000;
    private static final long NONE = Long.MAX_VALUE;

    private final TreeSet<String> used = new TreeSet<>();
    private final TreeSet<String> missing = new TreeSet<>();
    private long oldest = NONE;

    void add(Input input) {
        boolean isUsed = input.excluded().isEmpty();
        if (isUsed) {
            oldest = Math.min(oldest, input.receivedTime());
        }
        String source = input.source();
        // An instrument begins with its venue, in small letters; a series with its asset, in capitals.
        int end = source.indexOf(':');
        if (end > 0 && Character.isLowerCase(source.charAt(0))) {
            (isUsed ? used : missing).add(source.substring(0, end));
        }
    }

    /** It is made of {@code value}, and so of what is under that one. */
    void under(IndicatorValue value) {
        if (value.attributes().get(ValueDraft.OLDEST_INPUT) instanceof Long age) {
            oldest = Math.min(oldest, value.closeTime() - age * MILLISECOND);
        }
    }

    void missing(String venue) {
        missing.add(venue);
    }

    /** Adds what is known to {@code attributes}; a venue that took part with one of its markets is not missing. */
    void describe(long instant, Map<String, Object> attributes) {
        if (!used.isEmpty()) {
            attributes.put(ValueDraft.VENUES_USED, String.join(",", used));
        }
        missing.removeAll(used);
        if (!missing.isEmpty()) {
            attributes.put(ValueDraft.VENUES_MISSING, String.join(",", missing));
        }
        if (oldest != NONE) {
            attributes.put(ValueDraft.OLDEST_INPUT, (instant - oldest) / MILLISECOND);
        }
    }
}
