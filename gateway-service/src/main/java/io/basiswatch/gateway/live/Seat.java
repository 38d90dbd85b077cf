package io.basiswatch.gateway.live;

/** Where a part of the hub keeps a subscriber. */
final class Seat {
    final Subscriber subscriber;
    final Audience audience;
    /** In {@link System#nanoTime}: when the stream has been open for as long as it may be. */
    final long leaveAt;
    /** Gives back what the stream has taken. */
    final Runnable vacate;
    /** In the audience. */
    int index;
    /** In the wheel. */
    int slot;

    Seat(Subscriber subscriber, Audience audience, long leaveAt, Runnable vacate) {
        this.subscriber = subscriber;
        this.audience = audience;
        this.leaveAt = leaveAt;
        this.vacate = vacate;
    }
}
