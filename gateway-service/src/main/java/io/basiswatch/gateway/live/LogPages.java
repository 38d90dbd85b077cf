package io.basiswatch.gateway.live;

import io.smallrye.mutiny.Uni;

/** The live log, as far as those read it who come back. */
@FunctionalInterface
interface LogPages {
    /** Up to {@code count} entries after {@code id}, if the log still holds it; their ids are of the {@code epoch}. */
    Uni<Page> after(StreamId id, int count, Epoch epoch);
}
