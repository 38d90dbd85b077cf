package io.basiswatch.benchmarks.compare.round;

/** A reader of frames in a process of its own, with all frames in memory. */
public interface Contender {
    /** Its name and version, for people. */
    String version();

    /** Starts a pass over the frames, as one that knows nothing yet. */
    Pass start();

    /** One pass over all frames, in their order. */
    interface Pass {
        /** Reads the frame of this number. */
        void read(int index);

        /** What the frames gave so far. */
        Tally tally();
    }
}
