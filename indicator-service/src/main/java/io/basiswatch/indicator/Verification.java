package io.basiswatch.indicator;

import java.util.OptionalDouble;

/**
 * What has come of computing a value again from its receipt.
 *
 * @param outcome whether it holds
 * @param recomputed the number found; empty where none was
 * @param text why, for people; empty where it holds
 */
public record Verification(Outcome outcome, OptionalDouble recomputed, String text) {
    /** Whether a value holds. */
    public enum Outcome {
        /** The same number, to the last bit; or none, where the receipt tells none. */
        HOLDS,
        /** Another number, or a fingerprint that is not that of the points. */
        DIFFERS,
        /** The points that it was made of are only referred to and have to be fetched first. */
        INCOMPLETE,
        /** Nothing here knows how it was computed: another indicator, another version. */
        UNKNOWN
    }

    static Verification incomplete(String text) {
        return new Verification(Outcome.INCOMPLETE, OptionalDouble.empty(), text);
    }

    static Verification unknown(String text) {
        return new Verification(Outcome.UNKNOWN, OptionalDouble.empty(), text);
    }

    static Verification differs(OptionalDouble found, String text) {
        return new Verification(Outcome.DIFFERS, found, text);
    }

    /** Of a number found where {@code told} was published. */
    static Verification of(OptionalDouble told, OptionalDouble found) {
        // Bits, not numbers: -0.0 is not 0.0 here.
        return told.equals(found)
                ? new Verification(Outcome.HOLDS, found, "")
                : differs(found, "published " + shown(told) + ", computed " + shown(found));
    }

    private static String shown(OptionalDouble number) {
        return number.isPresent() ? Double.toString(number.getAsDouble()) : "nothing";
    }
}
