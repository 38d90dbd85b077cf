package io.basiswatch.benchmarks.streams.server;

/**
 * An event as it is published.
 *
 * @param asset of which asset
 * @param indicator of which indicator
 * @param data JSON on one line, all ASCII
 */
public record PublishedEvent(String asset, String indicator, String data) {}
