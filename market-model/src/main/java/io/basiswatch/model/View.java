package io.basiswatch.model;

import java.util.Locale;

/**
 * A picture of an asset that is made of several series. An indicator says in its definition which pictures its values belong
 * in, so that whoever draws them need not know any indicator by name. Each view promises something of the values in it.
 */
public enum View {
    /**
     * A curve over times to expiry, one series for each curve. The inputs of a value are the points of the curve: their
     * sources are series, in rising order of expiry.
     */
    TERM_STRUCTURE,
    /** What is between two points of a curve. The dimension begins with the curve's and a dot. */
    TERM_STRUCTURE_FORWARD,
    /** A curve read at one fixed time to expiry. The dimension begins with the curve's and a dot. */
    TERM_STRUCTURE_MATURITY,
    /**
     * Episodes, told day by day: the attribute {@code opened} is the first day of the newest one (UTC), everything else is of
     * that episode, except {@code settled_<horizon>_opened} and {@code settled_<horizon>_pct}: of which episode the outcome
     * after a time became known on this day, and that outcome in percent; and {@code settled_<name>}, which is what {@code
     * <name>} is of the newest episode.
     */
    EPISODES,
    /** What followed a kind of event. An attribute with {@code <days>d} among the words of its name is of that horizon. */
    EVENT_STUDY,
    /**
     * Conditions that are met or not: {@code <item>_known}, {@code _met}, {@code _value}, {@code _threshold}, {@code
     * _distance} and {@code _since}; and of sets of them {@code <set>_total}, {@code _known} and {@code _met}.
     */
    RECOVERY_CHECKLIST;

    /** How the view is written in a definition. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
