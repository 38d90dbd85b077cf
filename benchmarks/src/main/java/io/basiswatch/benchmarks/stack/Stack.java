package io.basiswatch.benchmarks.stack;

/**
 * Where a running stack is.
 *
 * @param url of the gateway
 * @param key an API key of it
 * @param kafka host and port
 * @param redis host and port
 */
public record Stack(String url, String key, String kafka, String redis) {}
