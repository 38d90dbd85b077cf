package io.basiswatch.gateway.live;

/** What happens to streams, for those that watch the service. */
interface StreamCounts {
    /** A client was told to forget what it has. */
    void reset(String reason);

    /** So many updates were sent again to one that came back. */
    void replayed(long updates);

    /** A slow client was spared an update. */
    void conflated();
}
