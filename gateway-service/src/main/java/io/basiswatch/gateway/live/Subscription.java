package io.basiswatch.gateway.live;

import java.util.Optional;

/**
 * What a client has asked for.
 *
 * @param filter which values
 * @param lastEventId the last event that it has, as it was sent
 * @param visibleHeartbeats whether heartbeats are events, for clients that do not see comments
 * @param keyId public id of the key that the stream was opened with
 */
record Subscription(StreamFilter filter, Optional<String> lastEventId, boolean visibleHeartbeats, String keyId) {}
