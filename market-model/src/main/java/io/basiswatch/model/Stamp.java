package io.basiswatch.model;

/**
 * When and in which order something happened.
 *
 * @param eventTime the venue's time, microseconds since the epoch, UTC
 * @param receivedTime our time at the socket, microseconds since the epoch, UTC
 * @param sequence the venue's own sequence number, or {@link #NO_SEQUENCE}
 * @param origin how the event came to us
 */
public record Stamp(long eventTime, long receivedTime, long sequence, Origin origin) {
    /** The venue numbers nothing here. */
    public static final long NO_SEQUENCE = -1;

    public Stamp {
        if (eventTime < 0 || receivedTime < 0 || sequence < NO_SEQUENCE) {
            throw new IllegalArgumentException(
                    "negative time or sequence: " + eventTime + ", " + receivedTime + ", " + sequence);
        }
    }

    /** How much later than the venue's time the event was received, in microseconds; negative where clocks disagree. */
    public long latency() {
        return receivedTime - eventTime;
    }
}
