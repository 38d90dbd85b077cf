package io.basiswatch.gateway.quota;

import io.basiswatch.gateway.quota.Charge.Part;
import java.util.List;

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
        StringBuilder field = new StringBuilder();
        for (Part part : parts) {
            next(field, part)
                    .append("\";q=")
                    .append(part.account().quota())
                    .append(";w=")
                    .append(Window.SECONDS);
        }
        return field.toString();
    }

    /** The key's, which comes first, and what leaves less than that. */
    static String limit(List<Part> parts) {
        long first = parts.getFirst().taken().left();
        StringBuilder field = new StringBuilder();
        for (Part part : parts) {
            if (part == parts.getFirst() || part.taken().left() < first) {
                next(field, part)
                        .append("\";r=")
                        .append(part.taken().left())
                        .append(";t=")
                        .append(part.taken().moreSeconds());
            }
        }
        return field.toString();
    }

    private static StringBuilder next(StringBuilder field, Part part) {
        return field.append(field.isEmpty() ? "\"" : ", \"")
                .append(part.account().policy());
    }

    /** When a refused request can succeed, in seconds. */
    static int retryAfter(List<Part> refused) {
        return refused.stream()
                .mapToInt(part -> part.taken().moreSeconds())
                .max()
                .orElse(1);
    }
}
