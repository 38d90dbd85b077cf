package io.basiswatch.gateway.access;

/**
 * A key that is in force, as the database knows it.
 *
 * @param id its public id
 * @param name for people
 * @param hash what {@link KeyHash} made of its secret
 */
record StoredKey(String id, String name, String hash) {}
