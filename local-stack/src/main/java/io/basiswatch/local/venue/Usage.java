package io.basiswatch.local.venue;

import java.util.List;
import java.util.Map;

/**
 * What was asked of one venue, and how near to its limits that came.
 *
 * @param requests all REST requests
 * @param paths how many of each path
 * @param weight the sum of their weights
 * @param mostWeight the most within {@code limitSeconds}
 * @param limit how much that may be
 * @param refusals requests that the venue refused because the limit was used up
 * @param sockets opened
 * @param mostSockets the most that were opened within the venue's window
 * @param socketLimit how many that may be
 * @param messages that clients sent
 * @param violations of the venue's rules, in words, at most as many as are worth reading
 * @param violated how many in all
 */
public record Usage(
        long requests,
        Map<String, Long> paths,
        long weight,
        long mostWeight,
        int limit,
        int limitSeconds,
        long refusals,
        long sockets,
        long mostSockets,
        int socketLimit,
        long messages,
        List<String> violations,
        long violated) {}
