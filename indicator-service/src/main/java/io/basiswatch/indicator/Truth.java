package io.basiswatch.indicator;

/** Whether a condition is met; what is not known is neither met nor not met. */
public enum Truth {
    MET,
    NOT_MET,
    UNKNOWN;

    public static Truth of(boolean isMet) {
        return isMet ? MET : NOT_MET;
    }

    /** Whether both are met: one that is not met decides, whatever the other one is. */
    public Truth and(Truth other) {
        if (this == NOT_MET || other == NOT_MET) {
            return NOT_MET;
        }
        return this == MET && other == MET ? MET : UNKNOWN;
    }
}
