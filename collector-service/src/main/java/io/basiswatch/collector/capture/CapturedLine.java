package io.basiswatch.collector.capture;

import io.basiswatch.collector.feed.Frame;

/** One line of a capture. Times are microseconds since the epoch. */
public sealed interface CapturedLine {
    /** A WebSocket message or a REST answer. */
    record Received(Frame frame) implements CapturedLine {}

    /**
     * A socket was opened.
     *
     * @param first whether it was the first of its name since the recording collector started; false in other captures
     */
    record Connected(String connection, String address, long receivedTime, boolean first) implements CapturedLine {}

    /** We said something. */
    record Sent(String connection, String address, long receivedTime, String payload) implements CapturedLine {}

    /** A socket was lost or closed; its streams have a gap. */
    record Closed(String connection, long receivedTime, String reason) implements CapturedLine {}

    /**
     * A line that is none of these.
     *
     * @param lineNumber counted from 1
     */
    record Unreadable(long lineNumber, String reason) implements CapturedLine {}
}
