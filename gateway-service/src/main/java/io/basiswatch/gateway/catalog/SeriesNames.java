package io.basiswatch.gateway.catalog;

import io.basiswatch.gateway.view.ViewReader;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.series.SeriesKeys;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The series of an asset with the resolutions of which they have values: what the routes of values know, too. */
@ApplicationScoped
class SeriesNames {
    private static final String IMPORTED = "@";

    private final ViewReader view;

    SeriesNames(ViewReader view) {
        this.view = view;
    }

    /** By name. */
    Uni<SortedMap<String, Set<Resolution>>> of(String asset) {
        List<Request> questions = new ArrayList<>();
        for (Resolution resolution : Resolution.values()) {
            questions.add(ViewReader.request("HKEYS", SeriesKeys.latest(asset, resolution)));
        }
        questions.add(ViewReader.request("HKEYS", SeriesKeys.history(asset)));
        return view.askAll(questions).map(SeriesNames::found);
    }

    private static SortedMap<String, Set<Resolution>> found(List<Optional<Response>> answers) {
        SortedMap<String, Set<Resolution>> found = new TreeMap<>();
        for (Resolution resolution : Resolution.values()) {
            ViewReader.texts(answers.get(resolution.ordinal())).forEach(name -> note(name, resolution, found));
        }
        for (String name : ViewReader.texts(answers.getLast())) {
            int mark = name.lastIndexOf(IMPORTED);
            for (Resolution resolution : Resolution.values()) {
                if (mark > 0 && name.endsWith(IMPORTED + resolution.code())) {
                    note(name.substring(0, mark), resolution, found);
                }
            }
        }
        return found;
    }

    private static void note(String name, Resolution resolution, SortedMap<String, Set<Resolution>> found) {
        found.computeIfAbsent(name, key -> EnumSet.noneOf(Resolution.class)).add(resolution);
    }

    /** The series of a name that Redis holds; empty where it is none, which nobody else would show either. */
    static Optional<Series> series(String name) {
        try {
            return Optional.of(Series.parse(name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
