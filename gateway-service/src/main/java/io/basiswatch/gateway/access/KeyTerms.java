package io.basiswatch.gateway.access;

import io.basiswatch.gateway.edge.Network;
import java.net.InetAddress;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a key was made for: everything that whoever makes it can choose.
 *
 * @param name for people, 1 to 100 characters
 * @param owner whom it is for, 1 to 100 characters
 * @param scopes what it may do; at least one
 * @param networks where it may be used from; anywhere, if there is none
 * @param quotaClass name of its class of quotas: small letters, digits and hyphens, up to 40
 * @param expiresAt from when on it does not work any more, if ever
 */
public record KeyTerms(
        String name,
        String owner,
        Set<Scope> scopes,
        List<Network> networks,
        String quotaClass,
        Optional<Instant> expiresAt) {
    /** Whose the keys are that nobody else was named for. */
    public static final String OPERATOR = "operator";

    private static final int LONGEST = 100;
    private static final int MOST_NETWORKS = 100;
    private static final Pattern TEXT = Pattern.compile("[^\\p{Cc}]+");
    private static final Pattern CLASS = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

    /** @throws IllegalArgumentException where a key cannot be made so; the message starts with the part's name */
    public KeyTerms {
        requireText("name", name);
        requireText("owner", owner);
        if (scopes.isEmpty()) {
            throw new IllegalArgumentException("scopes: at least one is needed");
        }
        if (networks.size() > MOST_NETWORKS) {
            throw new IllegalArgumentException("allowed_networks: no more than " + MOST_NETWORKS);
        }
        if (!CLASS.matcher(quotaClass).matches()) {
            throw new IllegalArgumentException("quota_class: small letters, digits and hyphens, 1 to 40 characters");
        }
        scopes = Set.copyOf(scopes);
        networks = List.copyOf(networks);
    }

    private static void requireText(String part, String text) {
        boolean sane = text.length() <= LONGEST && TEXT.matcher(text).matches() && text.equals(text.strip());
        if (!sane) {
            throw new IllegalArgumentException(
                    part + ": 1 to " + LONGEST + " characters without control characters or blanks at its ends");
        }
    }

    /** A key of the operator's own that may do everything, from anywhere, for ever. */
    static KeyTerms ofOperator(String name) {
        return new KeyTerms(
                name, OPERATOR, EnumSet.allOf(Scope.class), List.of(), Caller.DEFAULT_CLASS, Optional.empty());
    }

    boolean isAllowedFrom(InetAddress address) {
        return networks.isEmpty() || networks.stream().anyMatch(network -> network.contains(address));
    }
}
