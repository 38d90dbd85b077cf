package io.basiswatch.gateway.live;

/**
 * Where this gateway stands in the live log.
 *
 * @param position the newest entry that was read
 * @param epoch whose log it is
 * @param generation counts the logs that were followed: positions of different ones are not compared
 * @param connected whether the log can be read at present
 */
record Standing(StreamId position, Epoch epoch, long generation, boolean connected) {
    static final Standing NOWHERE = new Standing(StreamId.START, Epoch.NONE, 0, false);

    Standing at(StreamId next) {
        return new Standing(next, epoch, generation, connected);
    }

    Standing disconnected() {
        return new Standing(position, epoch, generation, false);
    }

    /** Follows the same log, or the first. */
    Standing connectedAt(StreamId end, Epoch current) {
        return new Standing(end, current, generation, true);
    }

    /** Follows another log. */
    Standing anewAt(StreamId end, Epoch current) {
        return new Standing(end, current, generation + 1, connected);
    }
}
