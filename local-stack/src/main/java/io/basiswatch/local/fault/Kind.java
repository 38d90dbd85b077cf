package io.basiswatch.local.fault;

import java.util.Locale;

/** The ways in which a venue, or the way to it, fails. */
public enum Kind {
    /** Messages of a stream are left out, one in so many. */
    DROP,
    /** Messages of a stream come twice. */
    DUPLICATE,
    /** Two messages of a stream that follow each other change places. */
    SWAP,
    /** A socket stands still, and then brings everything at once. */
    DELAY,
    /** Bytes of messages are not what they were. */
    CORRUPT,
    /** Sockets break in the middle of a frame. */
    CUT,
    /** One stream brings nothing, while everything else goes on. */
    MUTE,
    /** Everything is acknowledged and nothing is said. */
    ACKNOWLEDGE_ONLY,
    /** Sockets stand open and nobody answers, whatever is said; the same for questions and new sockets. */
    HALF_OPEN,
    /** Sockets are closed, and none is opened. */
    REFUSE,
    /** Questions and handshakes are refused with 429 and {@code Retry-After}. */
    LIMIT,
    /** The same with 418: the venue has locked us out. */
    BAN,
    /** Answers to questions are late. */
    SLOW,
    /** Books that are asked for over REST are of a time before, as a cache gives them. */
    OLD_SNAPSHOT,
    /** The numbers of books begin anew. */
    RESTART,
    /** The venue's clock is wrong. */
    SKEW,
    /** A contract is settled, and traded no more. */
    SETTLE,
    /** A perpetual pays its funding at other times. */
    FUNDING_INTERVAL;

    /**
     * Whether it befalls those who ask or come anew. Hardly anybody does while all is well, so that sockets break when it begins:
     * such things come together at real venues too.
     */
    boolean isOfQuestions() {
        return this == REFUSE || this == LIMIT || this == BAN || this == SLOW || this == OLD_SNAPSHOT;
    }

    /** As it is written in scripts. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
