package io.basiswatch.local.venue;

import java.util.Locale;

/** What can go wrong with a venue, or on the way from it. The comments name the parameters that count. */
public enum FaultKind {
    /** Frames are lost: {@code share} of them. */
    DROP,
    /** Frames come twice: {@code share}. */
    DUPLICATE,
    /** Frames change places with the next one to the same client: {@code share}. */
    SWAP,
    /** Frames come later: {@code share}, {@code ms}. */
    DELAY,
    /** Frames are damaged: {@code share}, {@code how} is flip, truncate, type or mixed. */
    CORRUPT,
    /** Sockets end in the midst of a frame: after {@code bytes} of it. */
    CUT,
    /** Sockets are closed as the venue closes them. */
    CLOSE,
    /** Streams say nothing while everything else goes on. */
    MUTE,
    /** Sockets opened meanwhile acknowledge what is asked for and never bring it. */
    DEAF,
    /** Nothing comes and nothing is heard on sockets, and new ones are neither refused nor opened. */
    HALF_OPEN,
    /** Sockets are refused: {@code status}, {@code retry} seconds. */
    REFUSE,
    /** Sockets and questions are refused: {@code status}, {@code retry} seconds. */
    STORM,
    /** Numbers of sequences start anew. */
    RESTART,
    /** The venue's clock is wrong: by {@code ms}, either way. */
    SKEW,
    /** A contract is settled before its time: {@code instrument}. */
    SETTLE,
    /** Funding is paid at another interval: {@code hours}. */
    FUNDING,
    /** Questions are answered late: {@code ms}. */
    SLOW,
    /** Questions are answered with what held {@code ms} ago. */
    STALE;

    /** As it is written in a script. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
