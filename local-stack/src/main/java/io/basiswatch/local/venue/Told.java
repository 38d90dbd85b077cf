package io.basiswatch.local.venue;

import io.basiswatch.model.Venue;

/**
 * Something that a venue said to one client.
 *
 * @param time when, microseconds since the epoch
 * @param client the number of the socket, counted from 1 at each venue
 * @param stream what it belongs to, by the venue's name; empty for replies
 * @param frame what was said
 */
public record Told(long time, Venue venue, int client, String stream, byte[] frame) {}
