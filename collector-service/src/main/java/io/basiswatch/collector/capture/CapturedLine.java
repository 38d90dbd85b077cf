package io.basiswatch.collector.capture;

import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.StreamKind;
import io.basiswatch.model.Instrument;

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

    /** Something that the collector found out or did about a feed, and that changes what comes of the frames. */
    sealed interface Turn extends CapturedLine {
        long receivedTime();
    }

    /** One stream of a socket that is open was lost, and is begun again. */
    record Lost(String connection, Instrument instrument, StreamKind kind, long receivedTime, String reason)
            implements Turn {}

    /**
     * Another socket has taken a socket's place and its name.
     *
     * @param held how many messages it had brought before; they follow
     */
    record Succeeded(String connection, String address, long receivedTime, int held) implements Turn {}

    /**
     * What follows goes on from what another collector has told, so that the trades since then are missing.
     *
     * @param through until when that one had told everything, microseconds since the epoch
     */
    record Resumed(long through, long receivedTime) implements Turn {}

    /** The venue is asked whether trades are missing that nobody has told us of. */
    record Doubted(Instrument instrument, long receivedTime) implements Turn {}

    /**
     * Missing trades have been asked for.
     *
     * @param from since when they were missing, by the venue's time
     * @param to until when they were asked for, exclusive
     * @param filled whether all of them came
     */
    record Settled(Instrument instrument, long from, long to, boolean filled, long receivedTime) implements Turn {}

    /**
     * A line that is none of these.
     *
     * @param lineNumber counted from 1
     */
    record Unreadable(long lineNumber, String reason) implements CapturedLine {}
}
