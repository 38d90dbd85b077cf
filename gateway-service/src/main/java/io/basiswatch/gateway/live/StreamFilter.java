package io.basiswatch.gateway.live;

import io.basiswatch.gateway.problem.ProblemException;
import io.basiswatch.gateway.problem.Reason;
import io.basiswatch.model.Resolution;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a client wants of the live log. Lists are separated by commas; {@code *} stands for any text; an empty list is
 * everything.
 *
 * <p>Not thread-safe: it remembers what it has decided, so that an update costs two look-ups.
 */
final class StreamFilter {
    static final Set<String> RESOLUTIONS = Set.of("1s", "1m");

    private static final int MOST_ENTRIES = 200;
    private static final int MOST_REMEMBERED = 10_000;
    private static final Pattern ENTRY = Pattern.compile("[A-Za-z0-9_*]{1,100}");

    private final List<NamePattern> indicators;
    private final List<NamePattern> assets;
    private final Set<String> resolutions;
    private final Map<String, Boolean> decidedIndicators = new HashMap<>();
    private final Map<String, Boolean> decidedAssets = new HashMap<>();

    private StreamFilter(List<NamePattern> indicators, List<NamePattern> assets, Set<String> resolutions) {
        this.indicators = indicators;
        this.assets = assets;
        this.resolutions = resolutions;
    }

    /** @throws ProblemException that names the list that is wrong */
    static StreamFilter parse(String indicators, String assets, String resolutions) {
        Set<String> wanted = new TreeSet<>(entries("resolutions", resolutions));
        if (!RESOLUTIONS.containsAll(wanted)) {
            throw ProblemException.of(Reason.INVALID_PARAMETER, "resolutions", "Only 1s and 1m are streamed.");
        }
        return new StreamFilter(
                patterns("indicators", indicators),
                patterns("assets", assets),
                wanted.isEmpty() ? RESOLUTIONS : wanted);
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
                        "A list of names separated by commas, where * stands for any text; '" + shortened(text)
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

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }

    private static List<NamePattern> patterns(String name, String list) {
        return entries(name, list).stream().map(NamePattern::new).toList();
    }

    boolean accepts(Update update) {
        return resolutions.contains(update.resolution())
                && acceptsAsset(update.asset())
                && acceptsIndicator(update.indicator());
    }

    boolean acceptsAsset(String asset) {
        return decide(asset, assets, decidedAssets);
    }

    boolean acceptsIndicator(String indicator) {
        return decide(indicator, indicators, decidedIndicators);
    }

    /** The resolutions that are wanted; the finest of a series makes the snapshot. */
    Set<Resolution> resolutions() {
        return resolutions.stream().map(Resolution::parse).collect(Collectors.toSet());
    }

    private static boolean decide(String name, List<NamePattern> patterns, Map<String, Boolean> decided) {
        if (patterns.isEmpty()) {
            return true;
        }
        if (decided.size() > MOST_REMEMBERED) {
            decided.clear();
        }
        return decided.computeIfAbsent(name, text -> patterns.stream().anyMatch(pattern -> pattern.matches(text)));
    }
}
