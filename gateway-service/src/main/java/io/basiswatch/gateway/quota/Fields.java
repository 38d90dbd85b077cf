package io.basiswatch.gateway.quota;

import io.basiswatch.gateway.quota.Charge.Part;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The fields RateLimit-Policy and RateLimit as draft-ietf-httpapi-ratelimit-headers-11 has them: {@code q} in any {@code w}
 * seconds; {@code r} of it can be used now, and in {@code t} seconds there will be more.
 */
final class Fields {
    static final String POLICY_FIELD = "RateLimit-Policy";
    static final String LIMIT_FIELD = "RateLimit";

    /** Of one key. */
    static final String REQUESTS = "requests";
    /** Of all keys of one owner. */
    static final String OWNER = "owner";
    /** Of whatever comes from one address. */
    static final String ADDRESS = "address";

    private Fields() {}

    static String policy(List<Part> parts) {
        return parts.stream()
                .map(part ->
                        '"' + part.account().policy() + "\";q=" + part.account().quota() + ";w=" + Window.SECONDS)
                .collect(Collectors.joining(", "));
    }

    /** The key's, which comes first, and what leaves less than that. */
    static String limit(List<Part> parts) {
        long first = parts.getFirst().taken().left();
        return parts.stream()
                .filter(part -> part == parts.getFirst() || part.taken().left() < first)
                .map(part -> '"' + part.account().policy() + "\";r="
                        + part.taken().left() + ";t=" + part.taken().moreSeconds())
                .collect(Collectors.joining(", "));
    }

    /** When a refused request can succeed, in seconds. */
    static int retryAfter(List<Part> refused) {
        return refused.stream()
                .mapToInt(part -> part.taken().moreSeconds())
                .max()
                .orElse(1);
    }
}
