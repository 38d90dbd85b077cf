package io.basiswatch.gateway.live;

import io.basiswatch.gateway.view.ViewReader;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.series.SeriesKeys;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.logging.Logger;

/** Reads the newest value of every series from Redis, in two round trips. */
@ApplicationScoped
class BoardReader {
    private static final Logger LOG = Logger.getLogger(BoardReader.class);
    private static final Comparator<Board.Newest> ORDER = Comparator.comparing(
                    (Board.Newest each) -> each.series().toString())
            .thenComparing(Board.Newest::resolution);

    private final ViewReader view;

    BoardReader(ViewReader view) {
        this.view = view;
    }

    /** The state at {@code position}, which must have been reached before this is called. */
    Uni<Board> read(StreamId position, Epoch epoch) {
        EventId id = new EventId(epoch.tag(), position);
        return view.askAll(List.of(
                        ViewReader.request("HKEYS", SeriesKeys.CATALOGUE),
                        ViewReader.request("SMEMBERS", SeriesKeys.ASSETS)))
                .flatMap(answers -> {
                    Set<String> indicators = new HashSet<>(ViewReader.texts(answers.get(0)));
                    Set<String> assets = new TreeSet<>(ViewReader.texts(answers.get(1)));
                    return view.askAll(requests(assets))
                            .map(values -> new Board(position, indicators, assets, newest(values, id)));
                });
    }

    private static List<Request> requests(Set<String> assets) {
        List<Request> requests = new ArrayList<>();
        for (String asset : assets) {
            for (Resolution resolution : Resolution.values()) {
                requests.add(ViewReader.request("HGETALL", SeriesKeys.latest(asset, resolution)));
            }
        }
        return requests;
    }

    private static List<Board.Newest> newest(List<Optional<Response>> answers, EventId id) {
        List<Board.Newest> newest = new ArrayList<>();
        Resolution[] resolutions = Resolution.values();
        for (int i = 0; i < answers.size(); i++) {
            Resolution resolution = resolutions[i % resolutions.length];
            ViewReader.pairs(answers.get(i))
                    .forEach((name, json) -> series(name)
                            .map(series -> new Board.Newest(series, resolution, Frames.event("snapshot", id, json)))
                            .ifPresent(newest::add));
        }
        newest.sort(ORDER);
        return newest;
    }

    private static Optional<Series> series(String name) {
        try {
            return Optional.of(Series.parse(name));
        } catch (IllegalArgumentException e) {
            LOG.warnf("passed over in the newest values: %s", e.getMessage());
            return Optional.empty();
        }
    }
}
