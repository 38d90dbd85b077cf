package io.basiswatch.gateway.quota;

import java.util.function.Consumer;

/** Where windows are kept. */
@FunctionalInterface
interface Windows {
    /** Answers once, on any thread; whatever happens, there is a lease. */
    void lease(Ask ask, Consumer<Lease> then);
}
