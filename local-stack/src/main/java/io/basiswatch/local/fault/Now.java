package io.basiswatch.local.fault;

/** When it is, and what is done later: the time that a run has, real or virtual. Microseconds since the epoch. */
public interface Now {
    long now();

    /** Runs {@code work} at that time, or soon where it is past; on the thread that everything runs on. */
    void at(long time, Runnable work);
}
