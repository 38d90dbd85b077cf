package io.basiswatch.collector.feed;

import java.util.Locale;

/** Why a connection is opened anew; a short closed list, for metrics. */
enum ReconnectReason {
    /** It could not be opened. */
    CONNECT_FAILED,
    /** The other side closed it, or the network did. */
    LOST,
    /** A stream of it brought nothing for too long. */
    SILENT,
    /** It reached the age at which the venue would close it. */
    LIFETIME,
    /** A message was larger than we take. */
    TOO_LARGE,
    /** The log did not take events, and our buffer is full. */
    CONGESTED,
    /** Messages are missing, and only a new start brings everything. */
    INCOMPLETE,
    /** Its messages cannot be read. */
    UNREADABLE,
    /** Other streams are wanted now. */
    RESUBSCRIBED,
    /** The collector stops. */
    STOPPED;

    String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
