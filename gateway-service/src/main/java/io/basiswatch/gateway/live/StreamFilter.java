package io.basiswatch.gateway.live;

import io.basiswatch.gateway.problem.ProblemException;
import io.basiswatch.gateway.problem.Reason;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a client wants of the live log: what every one of the lists lets pass. An empty list lets everything pass. Two
 * clients that want the same have equal filters.
 *
 * @param topics of which at least one must match the series
 * @param indicators of which at least one must match its indicator
 * @param assets of which at least one must match its asset
 * @param resolutions codes of the resolutions
 */
record StreamFilter(
        List<Topic> topics, List<NamePattern> indicators, List<NamePattern> assets, Set<String> resolutions) {
    private static final Set<String> BY_DEFAULT = Set.of("1s", "1m");
    private static final Set<String> STREAMED =
            Arrays.stream(Resolution.values()).map(Resolution::code).collect(Collectors.toSet());
    private static final int MOST_ENTRIES = 200;
    private static final Pattern ENTRY = Pattern.compile("[A-Za-z0-9_*]{1,100}");

    /** Everything of the resolutions that are sent where none are asked for. */
    static final StreamFilter ALL = new StreamFilter(List.of(), List.of(), List.of(), BY_DEFAULT);

    /** @throws ProblemException that names the list that is wrong */
    static StreamFilter parse(List<String> topics, String indicators, String assets, String resolutions) {
        Set<String> wanted = new TreeSet<>(entries("resolutions", resolutions));
        if (!STREAMED.containsAll(wanted)) {
            throw ProblemException.of(Reason.INVALID_PARAMETER, "resolutions", "Only 1s, 1m, 1h and 1d are streamed.");
        }
        return new StreamFilter(
                Topic.parseAll(topics),
                patterns("indicators", indicators),
                patterns("assets", assets),
                wanted.isEmpty() ? BY_DEFAULT : wanted);
    }

    private static List<String> entries(String name, String list) {
        if (list.isBlank()) {
            return List.of();
        }
        List<String> entries = new ArrayList<>();
        for (String entry : list.split(",", -1)) {
            String text = entry.strip();
            if (!ENTRY.matcher(text).matches()) {
                throw ProblemException.of(
                        Reason.INVALID_PARAMETER,
                        name,
                        "A list of names separated by commas, where * stands for any text; '" + Topic.shortened(text)
                                + "' is no name.");
            }
            entries.add(text);
        }
        if (entries.size() > MOST_ENTRIES) {
            throw ProblemException.of(
                    Reason.INVALID_PARAMETER, name, "More than " + MOST_ENTRIES + " names: use * instead.");
        }
        return entries;
    }

    private static List<NamePattern> patterns(String name, String list) {
        return entries(name, list).stream().map(NamePattern::new).distinct().toList();
    }

    /** The same, of these topics only. */
    StreamFilter of(List<Topic> others) {
        return new StreamFilter(others, indicators, assets, resolutions);
    }

    boolean acceptsResolution(String code) {
        return resolutions.contains(code);
    }

    /** Whether values of the series are wanted, of whatever resolution. */
    boolean accepts(Series series) {
        return (topics.isEmpty() || topics.stream().anyMatch(topic -> topic.matches(series)))
                && matches(assets, series.asset())
                && matches(indicators, series.indicator());
    }

    private static boolean matches(List<NamePattern> patterns, String name) {
        return patterns.isEmpty() || patterns.stream().anyMatch(pattern -> pattern.matches(name));
    }
}
