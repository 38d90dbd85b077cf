package io.basiswatch.gateway.view;

import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.series.SeriesKeys;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Where imported values are: they stand in PostgreSQL only, and Redis knows between which times. */
@ApplicationScoped
public class ImportedHistory {
    /** Between the name of a series and a resolution. */
    static final String MARK = "@";

    private final ViewReader view;

    ImportedHistory(ViewReader view) {
        this.view = view;
    }

    /** Whether the series may have imported values in a range, milliseconds since the epoch, its end exclusive. */
    public Uni<Boolean> reachesInto(Series series, Resolution resolution, long from, long to) {
        String name = series.toString() + MARK + resolution.code();
        return view.ask("HGET", SeriesKeys.history(series.asset()), name)
                .map(answer -> answer.map(ViewReader::text)
                        .map(text -> text.split(" ", 2))
                        .filter(span -> Long.parseLong(span[0]) < to && Long.parseLong(span[1]) >= from)
                        .isPresent());
    }
}
