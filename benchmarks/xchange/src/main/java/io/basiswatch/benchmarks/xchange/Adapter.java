package io.basiswatch.benchmarks.xchange;

/** One of XChange's adapters, with the instruments of a capture. */
interface Adapter {
    /** The module and its version. */
    String version();

    /** Connects, as far as that goes without a network, and subscribes to all that the capture has. */
    void open(Session session);
}
