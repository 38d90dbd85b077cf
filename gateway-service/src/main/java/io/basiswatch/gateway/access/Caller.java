package io.basiswatch.gateway.access;

import java.util.Set;

/**
 * Who sent a request, as the key check found out: all that the rest of the gateway may know of a key.
 *
 * @param keyId the key's public id
 * @param owner whom the key was made for; quotas of one owner's keys may be added up
 * @param scopes what the key may do
 * @param quotaClass name of the class of quotas that it has
 */
public record Caller(String keyId, String owner, Set<Scope> scopes, String quotaClass) {
    /** The class of a key that was made without one. */
    public static final String DEFAULT_CLASS = "default";

    /** @throws NullPointerException where anything is missing */
    public Caller {
        scopes = Set.copyOf(scopes);
    }

    public boolean may(Scope scope) {
        return scopes.contains(scope);
    }
}
