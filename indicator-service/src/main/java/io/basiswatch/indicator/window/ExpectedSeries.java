package io.basiswatch.indicator.window;

import io.basiswatch.indicator.Evaluation;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The series that something can be expected of: those that had a minute's value within a day before.
 *
 * <p>It is told of closed minutes only, which are read back after a restart, so that what is expected is the same with and
 * without one.
 */
public final class ExpectedSeries {
    private static final long MINUTE = Resolution.MINUTE.micros();
    private static final long REMEMBERED = Resolution.DAY.micros();

    private final Map<Series, Span> spans = new TreeMap<>();

    /** Minutes with a value, never more than a day apart. */
    private record Span(long first, long last) {
        Span with(long minute) {
            return minute - last > REMEMBERED ? new Span(minute, minute) : new Span(first, Math.max(last, minute));
        }

        /** A minute must not expect what only itself or a later one has told: it would say another thing when revised. */
        boolean isKnown(Evaluation at) {
            long limit = at.resolution() == Resolution.MINUTE ? at.from() : at.instant();
            return first + MINUTE <= limit && at.instant() - last <= REMEMBERED;
        }
    }

    /** {@code series} had a value in {@code minute}. */
    public void closed(Series series, long minute) {
        Span span = spans.get(series);
        spans.put(series, span == null ? new Span(minute, minute) : span.with(minute));
    }

    /** Whether {@code series} is expected to have a value. */
    public boolean isKnown(Series series, Evaluation at) {
        Span span = spans.get(series);
        return span != null && span.isKnown(at);
    }

    /** Those that are expected to have a value in this evaluation and have none, in alphabetical order. */
    public List<Series> missing(Evaluation at) {
        return spans.entrySet().stream()
                .filter(entry -> entry.getValue().isKnown(at))
                .map(Map.Entry::getKey)
                .filter(series -> at.value(series).isEmpty())
                .toList();
    }
}
