package io.basiswatch.gateway.access;

/**
 * A key as the database has it.
 *
 * @param told all of it that may leave this package
 * @param hash what {@link KeyHash} made of its secret
 */
record StoredKey(KeyRecord told, String hash) {
    /** Without the hash, so that no log line can hold it. */
    @Override
    public String toString() {
        return told.toString();
    }
}
