/**
 * Server-sent events. One reader per gateway follows the Redis stream {@code updates}; {@link
 * io.basiswatch.gateway.live.LiveHub} passes each entry, encoded once, to the {@link
 * io.basiswatch.gateway.live.Subscriber}s that want it.
 *
 * <p>Everything here runs on one Vert.x context, so nothing is locked. Ids are the Redis stream's own: the same on every
 * gateway, so that a client can resume on any.
 */
package io.basiswatch.gateway.live;
