package io.basiswatch.collector.feed;

import java.time.Duration;

/**
 * A REST address that is asked again and again, for what the venue streams nowhere.
 *
 * @param url the whole address; see {@link VenueFeed#metadata} for a {@code #} in it
 * @param every how often; seldomer where the venue's limits do not allow it
 */
public record Poll(String url, Duration every) {}
