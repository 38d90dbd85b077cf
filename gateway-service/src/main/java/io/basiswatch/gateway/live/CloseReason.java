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
    /** It had been open for as long as a stream may be. */
    AGE,
    /** The key that it was opened with is no longer in force. */
    UNAUTHORIZED,
    /** A fault of ours. */
    FAULT,
    /** This gateway is shutting down. */
    SHUTDOWN;

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
