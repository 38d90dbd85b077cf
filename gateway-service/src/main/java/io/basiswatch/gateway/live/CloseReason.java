package io.basiswatch.gateway.live;

import java.util.Locale;

/** Why a stream ended. */
enum CloseReason {
    /** The client went away. */
    CLIENT,
    /** More was waiting for it than the queue may hold. */
    LAGGED,
    /** It took nothing for too long. */
    STALLED,
    /** This gateway is shutting down. */
    SHUTDOWN;

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
