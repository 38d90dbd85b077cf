package io.basiswatch.local.venue;

/** What becomes of somebody who wants a socket. */
public sealed interface Admission {
    /** It is open. */
    record Open(Visitor visitor) implements Admission {}

    /** The handshake is answered with this instead. */
    record Refused(Answer answer) implements Admission {}

    /** Nothing comes back at all. */
    record Unanswered() implements Admission {}
}
