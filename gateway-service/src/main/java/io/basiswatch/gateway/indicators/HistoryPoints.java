package io.basiswatch.gateway.indicators;

import io.basiswatch.gateway.stored.StoredValues;
import io.basiswatch.gateway.view.ImportedHistory;
import io.basiswatch.gateway.view.SeriesHistory;
import io.basiswatch.model.Resolution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The points of a history, from where they are. Minutes come from Redis, with nothing but their values; where imported ones
 * may be among them, which only PostgreSQL has and which must be told from others, and for everything that Redis does not
 * know or no longer keeps, they come from PostgreSQL.
 */
@ApplicationScoped
class HistoryPoints {
    private static final int LONGER = 8;

    private final SeriesHistory view;
    private final ImportedHistory imported;
    private final StoredValues stored;
    private final Clock clock;

    HistoryPoints(SeriesHistory view, ImportedHistory imported, StoredValues stored, Clock clock) {
        this.view = view;
        this.imported = imported;
        this.stored = stored;
        this.clock = clock;
    }

    /** Where the points of {@code span} are to be read. */
    Uni<HistorySource> source(HistoryQuery query, HistorySpan span) {
        HistorySource table = new FromTable(query.resolution(), span);
        if (query.full() || query.asOf().isPresent() || query.resolution() != Resolution.MINUTE) {
            return Uni.createFrom().item(table);
        }
        return isInView(query.resolution(), span)
                .map(isThere -> isThere ? new FromView(query.resolution(), span) : table);
    }

    private Uni<Boolean> isInView(Resolution resolution, HistorySpan span) {
        return view.reachesBackTo(resolution, span.from(), clock.millis())
                .flatMap(isKept -> isKept
                        ? imported.reachesInto(span.series(), resolution, span.from(), span.to())
                                .map(reaches -> !reaches)
                        : Uni.createFrom().item(false));
    }

    /** Redis does not know what was known when; what was computed after a time can be left out all the same. */
    private final class FromView implements HistorySource {
        private final Resolution resolution;
        private final HistorySpan span;
        private final long to;

        FromView(Resolution resolution, HistorySpan span) {
            this.resolution = resolution;
            this.span = span;
            this.to = Math.min(span.to(), span.asOf().orElse(span.to()));
        }

        @Override
        public boolean tellsAll() {
            return false;
        }

        @Override
        public Uni<List<HistoryPoint>> read(long from, int limit) {
            if (from >= to) {
                return Uni.createFrom().item(List.of());
            }
            return view.read(span.series(), resolution, from, to, limit)
                    .map(points -> points.stream()
                            .map(point -> new HistoryPoint(point.time(), point.value(), Optional.empty()))
                            .toList());
        }
    }

    private final class FromTable implements HistorySource {
        private final Resolution resolution;
        private final HistorySpan span;

        FromTable(Resolution resolution, HistorySpan span) {
            this.resolution = resolution;
            this.span = span;
        }

        @Override
        public boolean tellsAll() {
            return true;
        }

        @Override
        public Uni<List<HistoryPoint>> read(long from, int limit) {
            return read(from, limit, limit * resolution.millis(), new ArrayList<>(limit));
        }

        /**
         * First the times that hold so many points where none is missing, then ever longer ones: so the database need not sort
         * a year to find the first points of it.
         */
        private Uni<List<HistoryPoint>> read(long from, int limit, long stretch, List<HistoryPoint> found) {
            long to = Math.min(span.to(), from + stretch);
            long asOf = span.asOf().orElse(StoredValues.EVER);
            return stored.read(span.series(), resolution, from, to, asOf, limit - found.size())
                    .flatMap(points -> {
                        points.forEach(
                                point -> found.add(new HistoryPoint(point.time(), point.value(), Optional.of(point))));
                        return found.size() == limit || to == span.to()
                                ? Uni.createFrom().item(found)
                                : read(to, limit, stretch * LONGER, found);
                    });
        }
    }
}
