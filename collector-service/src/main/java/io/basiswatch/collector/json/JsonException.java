package io.basiswatch.collector.json;

/** The bytes are not JSON, or not the JSON that was asked for. It carries no stack trace: bad input is ordinary. */
public final class JsonException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public JsonException(String message) {
        super(message, null, false, false);
    }
}
