package io.basiswatch.local.trial;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * Something that happens to our own processes, their machine or the network between them.
 *
 * @param code as the table of faults numbers it
 * @param title what happens
 * @param instances how many of each service run meanwhile
 * @param bar what is promised beside that nothing is lost, twice to be seen or wrong
 * @param obstacle why it cannot be tried on this machine; empty where it can
 * @param strike lets it happen; returns when the cause is gone
 */
record Outage(String code, String title, int instances, Bar bar, Supplier<Optional<String>> obstacle, Strike strike) {

    /**
     * What is promised, in microseconds.
     *
     * @param recovery within which a fresh value is served once the cause is gone
     * @param silence for how long the stream may bring nothing
     * @param failures how many questions may fail
     */
    record Bar(long recovery, long silence, long failures) {
        private static final long ANY = Long.MAX_VALUE;
        private static final long SECOND = 1_000_000;

        /** It is well again within so many seconds, and nothing is promised of the time until then. */
        static Bar healed(long seconds) {
            return new Bar(seconds * SECOND, ANY, ANY);
        }

        /** Nobody feels it for more than so many seconds, and no question fails. */
        static Bar unfelt(long seconds) {
            return new Bar(ANY, seconds * SECOND, 0);
        }
    }

    /** How it is done. */
    @FunctionalInterface
    interface Strike {
        void at(OutageSystem system, Scene scene);
    }

    static Outage of(String code, String title, int instances, Bar bar, Strike strike) {
        return new Outage(code, title, instances, bar, Optional::empty, strike);
    }

    /** One that needs something of the machine that may not be there. */
    Outage unless(Supplier<Optional<String>> missing) {
        return new Outage(code, title, instances, bar, missing, strike);
    }
}
