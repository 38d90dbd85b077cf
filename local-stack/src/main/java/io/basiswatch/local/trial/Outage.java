package io.basiswatch.local.trial;

/**
 * Something that happens to our own processes, their machine or the network between them.
 *
 * @param code as the table of faults numbers it
 * @param title what happens
 * @param instances how many of each service run meanwhile
 * @param mostRecoveryMicros within which a fresh value must be served once the cause is gone
 * @param strike lets it happen; returns when the cause is gone
 */
record Outage(String code, String title, int instances, long mostRecoveryMicros, Strike strike) {

    /** How it is done. */
    @FunctionalInterface
    interface Strike {
        void at(OutageSystem system, Scene scene) throws InterruptedException;
    }
}
