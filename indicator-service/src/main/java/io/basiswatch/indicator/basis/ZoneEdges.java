package io.basiswatch.indicator.basis;

import io.basiswatch.model.Band;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Where the zones of a week's basis end; an upper edge belongs to its zone. Other edges are another indicator, with an id of
 * its own: a stored zone never depends on how a service happens to be configured.
 *
 * @param recovery up to here, in percent, futures are under selling pressure
 * @param riskOn above here, in percent, the recovery is confirmed
 */
record ZoneEdges(double recovery, double riskOn) {
    /** As the articles have them. */
    static final ZoneEdges USUAL = new ZoneEdges(0, 0.5);
    /**
     * On four years of daily closes of a perpetual (2021 to 2024) the week's mean was between −0.07 and 0.16 %: half a percent
     * is never reached, a twentieth on about one day in seven.
     */
    static final ZoneEdges NARROW = new ZoneEdges(0, 0.05);

    private static final List<String> CODES = List.of("base_zone", "recovery_band", "risk_on_zone");

    ZoneEdges {
        if (!(recovery < riskOn)) {
            throw new IllegalArgumentException("edges " + recovery + " and " + riskOn);
        }
    }

    /** 0, 1 or 2 from below. */
    int zone(double percent) {
        if (percent > riskOn) {
            return 2;
        }
        return percent > recovery ? 1 : 0;
    }

    /** How a zone is called. */
    static String code(int zone) {
        return CODES.get(zone);
    }

    boolean isRecoveryStarted(double percent) {
        return percent > recovery;
    }

    boolean isRecoveryConfirmed(double percent) {
        return percent > riskOn;
    }

    /** The zones as bands of the mean itself. */
    List<Band> ofPercent() {
        return bands(Math.nextUp(recovery), Math.nextUp(riskOn));
    }

    /** The zones as bands of their number. */
    List<Band> ofNumber() {
        return bands(1, 2);
    }

    private List<Band> bands(double first, double second) {
        return List.of(
                new Band(
                        OptionalDouble.empty(),
                        code(0),
                        "Base zone — selling pressure: futures are at most " + recovery + " % above spot."),
                new Band(
                        OptionalDouble.of(first),
                        code(1),
                        "Recovery band — futures are above spot, by at most " + riskOn + " %."),
                new Band(
                        OptionalDouble.of(second),
                        code(2),
                        "Risk-on zone — futures are more than " + riskOn + " % above spot."));
    }
}
