package io.basiswatch.local.venue;

/**
 * A REST request.
 *
 * @param path of its address, without what tells venues apart
 * @param query of its address; empty where it has none
 * @param body what was posted; empty for a GET
 * @param now the simulation's time, microseconds since the epoch
 */
public record Question(String path, String query, String body, long now) {}
