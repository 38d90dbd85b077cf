package io.basiswatch.local.venue;

/** Takes note of what venues make public: what happened, whatever anybody made of it. */
@FunctionalInterface
public interface Truth {
    /** Nobody takes note. */
    Truth UNTOLD = told -> {};

    void take(Told told);
}
