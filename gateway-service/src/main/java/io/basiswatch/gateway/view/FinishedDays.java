package io.basiswatch.gateway.view;

import io.basiswatch.model.series.SeriesKeys;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Which days are over for good: those that have a digest. It is made when everything that was received up to three minutes
 * after the day's end has been computed and stored, however late that was.
 */
@ApplicationScoped
public class FinishedDays {
    private final ViewReader view;

    FinishedDays(ViewReader view) {
        this.view = view;
    }

    /**
     * Whether nothing can be added any more to what was known of the asset on the day of {@code millis}, or becomes known of the
     * times before its end but by an import.
     */
    public Uni<Boolean> contain(String asset, long millis) {
        LocalDate day = LocalDate.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
        return view.ask("HEXISTS", SeriesKeys.digest(asset), day.toString())
                .map(answer -> answer.isPresent() && answer.get().toInteger() == 1);
    }
}
