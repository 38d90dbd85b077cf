package io.basiswatch.gateway.access;

import java.util.EnumSet;

/**
 * A key that is in force, as the database knows it.
 *
 * @param id its public id
 * @param name for people
 * @param hash what {@link KeyHash} made of its secret
 */
record StoredKey(String id, String name, String hash) {
    Caller caller() {
        return new Caller(id, name, EnumSet.allOf(Scope.class), Caller.DEFAULT_CLASS);
    }
}
