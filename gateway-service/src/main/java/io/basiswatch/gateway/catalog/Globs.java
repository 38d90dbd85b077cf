package io.basiswatch.gateway.catalog;

import io.basiswatch.gateway.indicators.Parameters;
import io.basiswatch.gateway.problem.ProblemException;
import io.basiswatch.gateway.problem.Reason;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Names separated by commas in which {@code *} stands for any text, the empty one too; a name is meant that one of them matches.
 *
 * <p>Matched piece by piece and not as a regular expression: a client chooses them, and many stars would keep a backtracking
 * matcher busy for hours.
 *
 * @param patterns what was asked for
 */
public record Globs(List<String> patterns) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_.~*-]+(,[A-Za-z0-9_.~*-]+)*");
    private static final int MOST_CHARACTERS = 4_000;
    private static final Globs ALL = new Globs(List.of("*"));

    /** Those of the parameter {@code name}; all where it is not given. */
    public static Globs of(Parameters query, String name) {
        return query.text(name)
                .map(text -> {
                    if (text.length() > MOST_CHARACTERS || !FORM.matcher(text).matches()) {
                        throw ProblemException.of(
                                Reason.INVALID_PARAMETER,
                                name,
                                "Names separated by commas, * for any text, up to " + MOST_CHARACTERS + " characters.");
                    }
                    return new Globs(List.of(text.split(",")));
                })
                .orElse(ALL);
    }

    public boolean match(String name) {
        return patterns.stream().anyMatch(pattern -> matches(pattern, name));
    }

    private static boolean matches(String pattern, String name) {
        String[] pieces = pattern.split("\\*", -1);
        if (pieces.length == 1) {
            return pattern.equals(name);
        }
        String first = pieces[0];
        String last = pieces[pieces.length - 1];
        if (name.length() < first.length() + last.length() || !name.startsWith(first) || !name.endsWith(last)) {
            return false;
        }
        int at = first.length();
        int end = name.length() - last.length();
        for (int i = 1; i < pieces.length - 1; i++) {
            // The earliest place is the best: it leaves most for what follows.
            int found = name.indexOf(pieces[i], at);
            if (found < 0 || found + pieces[i].length() > end) {
                return false;
            }
            at = found + pieces[i].length();
        }
        return true;
    }
}
