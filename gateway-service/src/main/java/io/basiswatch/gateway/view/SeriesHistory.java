package io.basiswatch.gateway.view;

import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.series.SeriesKeys;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/**
 * The stored values, from whichever form this Redis holds: time series where the server has the TS commands, packed
 * blocks where it has not. Found out once, at the first use that Redis answers.
 */
@ApplicationScoped
public class SeriesHistory {
    private static final Logger LOG = Logger.getLogger(SeriesHistory.class);

    private final ViewReader view;
    private final AtomicReference<Optional<History>> detected = new AtomicReference<>(Optional.empty());

    SeriesHistory(ViewReader view) {
        this.view = view;
    }

    /** The first {@code limit} points from {@code from} (inclusive) to {@code to} (exclusive), in order of time. */
    public Uni<List<Point>> read(Series series, Resolution resolution, long from, long to, int limit) {
        return history().flatMap(history -> history.read(series, resolution, from, to, limit));
    }

    /**
     * Whether all points of the resolution from {@code from} on are in Redis at {@code now}, both milliseconds since the epoch:
     * older ones are not kept there, and none can be relied on while they are being written again.
     */
    public Uni<Boolean> reachesBackTo(Resolution resolution, long from, long now) {
        return view.ask("HGET", SeriesKeys.REACH, resolution.code())
                .map(answer -> answer.map(reach -> Long.parseLong(ViewReader.text(reach)))
                        .filter(reach -> reach == 0 || from >= now - reach)
                        .isPresent());
    }

    private Uni<History> history() {
        return detected.get()
                .map(known -> Uni.createFrom().item(known))
                .orElseGet(() -> view.ask("COMMAND", "INFO", "TS.RANGE").map(answer -> {
                    boolean timeSeries = answer.isPresent()
                            && answer.get().size() > 0
                            && answer.get().get(0) != null
                            && answer.get().get(0).size() > 0;
                    History found = timeSeries ? new TimeSeriesHistory(view) : new SlotBlockHistory(view);
                    LOG.infof("stored values are read from %s", timeSeries ? "time series" : "packed blocks");
                    detected.set(Optional.of(found));
                    return found;
                }));
    }
}
