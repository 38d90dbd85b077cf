package io.basiswatch.indicator.store;

/** A store did not take or give what it was asked for; the same may be tried again. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
