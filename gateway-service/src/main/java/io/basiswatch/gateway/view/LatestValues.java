package io.basiswatch.gateway.view;

import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.series.SeriesKeys;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jboss.logging.Logger;

/** The newest value of each series, exactly as it was published. */
@ApplicationScoped
public class LatestValues {
    private static final Logger LOG = Logger.getLogger(LatestValues.class);

    /**
     * The newest value of a series.
     *
     * @param series which
     * @param json as the indicator service wrote it
     */
    public record Latest(Series series, String json) {}

    private final ViewReader view;

    LatestValues(ViewReader view) {
        this.view = view;
    }

    /** All series of the asset that have a value of this resolution, by name. */
    public Uni<List<Latest>> of(String asset, Resolution resolution) {
        return view.ask("HGETALL", key(asset, resolution)).map(answer -> read(ViewReader.pairs(answer)));
    }

    /** The series of one indicator, whatever resolution they have values of, imported ones too. */
    public Uni<TreeSet<Series>> series(String asset, String indicator) {
        return view.askAll(List.of(
                        ViewReader.request("HKEYS", key(asset, Resolution.SECOND)),
                        ViewReader.request("HKEYS", key(asset, Resolution.MINUTE)),
                        ViewReader.request("HKEYS", SeriesKeys.history(asset))))
                .map(answers -> {
                    TreeSet<Series> found = new TreeSet<>();
                    answers.forEach(names -> ViewReader.texts(names).forEach(name -> parse(series(name), found)));
                    found.removeIf(series -> !series.indicator().equals(indicator));
                    return found;
                });
    }

    /** The series of a name that may carry a resolution. */
    private static String series(String name) {
        int mark = name.indexOf(ImportedHistory.MARK);
        return mark < 0 ? name : name.substring(0, mark);
    }

    private static String key(String asset, Resolution resolution) {
        String newest = SeriesKeys.latest(asset);
        return resolution == Resolution.SECOND ? newest : newest + ':' + resolution.code();
    }

    private static List<Latest> read(Map<String, String> entries) {
        List<Latest> values = new ArrayList<>();
        entries.forEach((name, json) -> {
            TreeSet<Series> one = new TreeSet<>();
            parse(name, one);
            one.forEach(series -> values.add(new Latest(series, json)));
        });
        values.sort(Comparator.comparing(Latest::series));
        return values;
    }

    private static void parse(String name, TreeSet<Series> into) {
        try {
            into.add(Series.parse(name));
        } catch (IllegalArgumentException e) {
            LOG.warnf("passed over in the latest values: %s", e.getMessage());
        }
    }
}
