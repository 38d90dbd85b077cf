package io.basiswatch.gateway.view;

import io.basiswatch.gateway.representation.Tag;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.series.SeriesKeys;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * The newest value of each series, exactly as it was published. Of a series of which nothing but the past is known yet it is the
 * last day that was imported.
 */
@ApplicationScoped
public class LatestValues {
    private static final Logger LOG = Logger.getLogger(LatestValues.class);

    /** The newest value of a series. Shared by all who ask for it. */
    public static final class Latest {
        private final Series series;
        private final String json;
        private Provenance provenance;
        private String fingerprint;

        /**
         * @param series which
         * @param json as the indicator service wrote it
         */
        public Latest(Series series, String json) {
            this.series = series;
            this.json = json;
        }

        public Series series() {
            return series;
        }

        public String json() {
            return json;
        }

        /** Tells this value from every other; worked out once. */
        public String fingerprint() {
            String known = fingerprint;
            if (known == null) {
                known = Tag.ofContent(json).text();
                fingerprint = known;
            }
            return known;
        }

        /**
         * Appends the value as it was published, and behind that how it stands at {@code now}, milliseconds since the epoch:
         * {@code as_of}, {@code age_ms}, {@code staleness_ms}, {@code venues_used} and {@code venues_missing}. Nothing is parsed
         * twice.
         */
        public void appendAsOf(long now, StringBuilder text) {
            // Two threads may both find nothing; both then find out the same.
            Provenance known = provenance;
            if (known == null) {
                known = Provenance.of(json);
                provenance = known;
            }
            text.append(json, 0, json.length() - 1);
            known.appendAsOf(now, text);
            text.append('}');
        }
    }

    private final ViewReader view;
    private final Remembered<Question, Map<String, Newest>> recent;
    private final Remembered<String, Map<String, String>> imported;

    LatestValues(ViewReader view, ImportedDays days, ViewConfig config) {
        this.view = view;
        this.imported = new Remembered<>(
                config.importedCache(), asset -> names(asset).flatMap(names -> days.newest(importedOnly(names))));
        this.recent = new Remembered<>(
                config.latestCache(),
                asked -> finest(asked.asset, asked.resolutions).map(LatestValues::byIndicator));
    }

    /** Both from closed lists: assets that are known, and resolutions. */
    private record Question(String asset, Set<Resolution> resolutions) {}

    /** All series of the asset that have a value of this resolution, by name. */
    public Uni<List<Latest>> of(String asset, Resolution resolution) {
        return view.ask("HGETALL", key(asset, resolution)).map(answer -> read(ViewReader.pairs(answer)));
    }

    /**
     * All series of the asset, by name, each with its newest value of the finest of these resolutions of which it has one: what
     * is computed once a minute or once a day has no seconds. As Redis has it now.
     */
    public Uni<List<Latest>> finest(String asset, Collection<Resolution> resolutions) {
        List<Resolution> finestFirst = resolutions.stream().sorted().toList();
        Uni<Map<String, String>> published = view.askAll(finestFirst.stream()
                        .map(resolution -> ViewReader.request("HGETALL", key(asset, resolution)))
                        .toList())
                .map(answers -> {
                    Map<String, String> newest = new HashMap<>();
                    answers.forEach(answer -> ViewReader.pairs(answer).forEach(newest::putIfAbsent));
                    return newest;
                });
        Uni<Map<String, String>> all = resolutions.contains(Resolution.DAY)
                ? published.flatMap(newest -> imported.get(asset).map(days -> {
                    days.forEach(newest::putIfAbsent);
                    return newest;
                }))
                : published;
        return all.map(LatestValues::read);
    }

    /** Series that have imported days, and nothing that stands under their own name or under a resolution of its own. */
    private static Set<String> importedOnly(Names names) {
        String suffix = ImportedHistory.MARK + Resolution.DAY.code();
        Set<String> only = names.imported.stream()
                .filter(name -> name.endsWith(suffix))
                .map(name -> name.substring(0, name.length() - suffix.length()))
                .collect(Collectors.toSet());
        names.published.forEach(name -> only.remove(name.split(ImportedHistory.MARK, 2)[0]));
        return only;
    }

    /**
     * Those of {@link #finest} that are of one indicator, as Redis had them a moment ago: many who ask at once cost one reading.
     *
     * @param asset one that is known
     */
    public Uni<Newest> recent(String asset, Set<Resolution> resolutions, String indicator) {
        return recent.get(new Question(asset, resolutions))
                .map(byIndicator -> byIndicator.getOrDefault(indicator, Newest.NOTHING));
    }

    /** The same without asking Redis; empty where it would have to be asked, and where the indicator has no values. */
    public Optional<Newest> remembered(String asset, Set<Resolution> resolutions, String indicator) {
        return recent.here(new Question(asset, resolutions)).map(byIndicator -> byIndicator.get(indicator));
    }

    private static Map<String, Newest> byIndicator(List<Latest> values) {
        return values.stream()
                .collect(Collectors.groupingBy(
                        value -> value.series().indicator(),
                        Collectors.collectingAndThen(Collectors.toList(), Newest::new)));
    }

    /** The series of one indicator, whatever resolution they have values of, imported ones too. */
    public Uni<TreeSet<Series>> series(String asset, String indicator) {
        return names(asset).map(names -> parsed(names.all(), indicator, name -> true));
    }

    /** Those of them that have values of this resolution, live minutes or imported; where none has, all. */
    public Uni<TreeSet<Series>> series(String asset, String indicator, Resolution resolution) {
        String suffix = ImportedHistory.MARK + resolution.code();
        return names(asset).map(names -> {
            TreeSet<Series> having = parsed(
                    names.all(),
                    indicator,
                    name -> name.contains(ImportedHistory.MARK)
                            ? name.endsWith(suffix)
                            : resolution == Resolution.MINUTE);
            return having.isEmpty() ? parsed(names.all(), indicator, name -> true) : having;
        });
    }

    /**
     * What series are called.
     *
     * @param published those with values of the present: where they have seconds or minutes by their names, else with a resolution
     * @param imported those with values of the past, each with a resolution
     */
    private record Names(List<String> published, List<String> imported) {
        List<String> all() {
            return Stream.concat(published.stream(), imported.stream()).toList();
        }
    }

    private Uni<Names> names(String asset) {
        return view.askAll(List.of(
                        ViewReader.request("HKEYS", key(asset, Resolution.SECOND)),
                        ViewReader.request("HKEYS", key(asset, Resolution.MINUTE)),
                        ViewReader.request("HKEYS", key(asset, Resolution.HOUR)),
                        ViewReader.request("HKEYS", key(asset, Resolution.DAY)),
                        ViewReader.request("HKEYS", SeriesKeys.history(asset))))
                .map(answers -> {
                    List<String> names = new ArrayList<>();
                    names.addAll(ViewReader.texts(answers.get(0)));
                    names.addAll(ViewReader.texts(answers.get(1)));
                    names.addAll(marked(ViewReader.texts(answers.get(2)), Resolution.HOUR));
                    names.addAll(marked(ViewReader.texts(answers.get(3)), Resolution.DAY));
                    return new Names(names, ViewReader.texts(answers.get(4)));
                });
    }

    private static List<String> marked(List<String> names, Resolution resolution) {
        return names.stream()
                .map(name -> name + ImportedHistory.MARK + resolution.code())
                .toList();
    }

    private static TreeSet<Series> parsed(List<String> names, String indicator, Predicate<String> wanted) {
        TreeSet<Series> found = new TreeSet<>();
        names.stream().filter(wanted).forEach(name -> parse(name.split(ImportedHistory.MARK, 2)[0], found));
        found.removeIf(series -> !series.indicator().equals(indicator));
        return found;
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
