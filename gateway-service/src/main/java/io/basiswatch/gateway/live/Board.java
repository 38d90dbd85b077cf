package io.basiswatch.gateway.live;

import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * The state of everything at one place of the live log: what snapshots are made of, encoded once for all who come at about
 * the same time. Safe for use by several threads.
 */
final class Board {
    private static final int MOST_VIEWS = 256;

    private final StreamId position;
    private final Set<String> indicators;
    private final Set<String> assets;
    private final List<Newest> newest;
    private final Map<StreamFilter, View> views = new ConcurrentHashMap<>();

    /**
     * The newest value of a series.
     *
     * @param series of which series
     * @param resolution of which resolution
     * @param frame the event as it is sent
     */
    record Newest(Series series, Resolution resolution, Buffer frame) {}

    /**
     * What one filter lets pass.
     *
     * @param series how many series there are
     * @param byTopic how many each topic matches, in the words of the client
     * @param frames one event per series, several joined
     */
    record View(int series, Map<String, Long> byTopic, List<Buffer> frames) {}

    /**
     * Values that are at least as new as the log up to {@code position}; {@code newest} by series, and of each series by
     * resolution, the finest first.
     */
    Board(StreamId position, Set<String> indicators, Set<String> assets, List<Newest> newest) {
        this.position = position;
        this.indicators = indicators;
        this.assets = assets;
        this.newest = newest;
    }

    StreamId position() {
        return position;
    }

    /** Whether it is known which indicators and assets there are; a Redis that was lost knows of none. */
    boolean isFilled() {
        return !indicators.isEmpty() && !assets.isEmpty();
    }

    boolean hasIndicator(String id) {
        return indicators.contains(id);
    }

    boolean hasAsset(String asset) {
        return assets.contains(asset);
    }

    /** What the filter lets pass; found out once for all who want the same. */
    View view(StreamFilter filter) {
        View known = views.get(filter);
        if (known != null) {
            return known;
        }
        View view = look(filter);
        if (views.size() < MOST_VIEWS) {
            views.put(filter, view);
        }
        return view;
    }

    private View look(StreamFilter filter) {
        Set<Series> present = new LinkedHashSet<>();
        Set<Series> wanted = new LinkedHashSet<>();
        List<Buffer> frames = new ArrayList<>();
        for (Newest each : newest) {
            // The first of a series that is of a wanted resolution is its finest.
            if (filter.acceptsResolution(each.resolution().code())
                    && present.add(each.series())
                    && filter.accepts(each.series())) {
                wanted.add(each.series());
                frames.add(each.frame());
            }
        }
        Map<String, Long> byTopic = new LinkedHashMap<>();
        filter.topics().forEach(topic -> byTopic.put(topic.text(), count(present, topic::matches)));
        return new View(wanted.size(), byTopic, Frames.joined(frames));
    }

    private static long count(Set<Series> series, Predicate<Series> wanted) {
        return series.stream().filter(wanted).count();
    }
}
