package io.basiswatch.local.trial;

import io.basiswatch.collector.feed.StreamKind;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** When each stream brought something, and when gaps of a venue were told: what it takes to say how long a fault was felt. */
final class StreamTimes {
    private final Map<Stream, Times> arrivals = new HashMap<>();
    private final Map<String, List<Long>> gaps = new HashMap<>();

    private record Stream(Instrument instrument, StreamKind kind) {}

    /** A growing row of times. */
    private static final class Times {
        private long[] times = new long[64];
        private int size;

        void add(long time) {
            if (size == times.length) {
                times = Arrays.copyOf(times, 2 * size);
            }
            times[size++] = time;
        }

        /** The place of the first time that is not before {@code time}. */
        private int from(long time) {
            int found = Arrays.binarySearch(times, 0, size, time);
            return found < 0 ? -found - 1 : found;
        }

        boolean any(long from, long to) {
            int place = from(from);
            return place < size && times[place] < to;
        }

        OptionalLong first(long from) {
            int place = from(from);
            return place < size ? OptionalLong.of(times[place]) : OptionalLong.empty();
        }
    }

    void take(InstrumentEvent event) {
        if (event instanceof FeedGap gap) {
            gaps.computeIfAbsent(venue(gap), name -> new ArrayList<>()).add(gap.receivedTime());
        } else {
            StreamKind.of(event)
                    .ifPresent(
                            kind -> arrivals.computeIfAbsent(new Stream(event.instrument(), kind), key -> new Times())
                                    .add(event.receivedTime()));
        }
    }

    private static String venue(InstrumentEvent event) {
        return event.venue().id();
    }

    /** How long after {@code felt} the first gap of the venue was told, if that was before {@code end}. */
    OptionalLong noticed(String venue, long felt, long end) {
        return gaps.getOrDefault(venue, List.of()).stream()
                .mapToLong(time -> time - felt)
                .filter(late -> late >= 0 && felt + late < end)
                .findFirst();
    }

    /**
     * How long after {@code end} every stream of the venue brought something again that had done so shortly before {@code
     * begin}; empty where one did not.
     *
     * @param shortly how long before
     */
    OptionalLong healed(String venue, long begin, long end, long shortly) {
        long longest = 0;
        for (Map.Entry<Stream, Times> entry : arrivals.entrySet()) {
            boolean flowed = entry.getKey().instrument().venue().id().equals(venue)
                    && entry.getValue().any(begin - shortly, begin);
            if (flowed) {
                OptionalLong first = entry.getValue().first(end);
                if (first.isEmpty()) {
                    return first;
                }
                longest = Math.max(longest, first.getAsLong() - end);
            }
        }
        return OptionalLong.of(longest);
    }
}
