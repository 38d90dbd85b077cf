package io.basiswatch.gateway.live;

import io.smallrye.mutiny.Uni;

/** What a {@link HubPart} asks of the hub; from any thread. */
interface PartHost {
    /** The state of everything, not much older than now. */
    Uni<Board> board();

    /** Whether the key is known to have ended a moment ago. */
    boolean isEnded(String keyId);

    /** Whether this gateway is shutting down. */
    boolean isClosing();
}
