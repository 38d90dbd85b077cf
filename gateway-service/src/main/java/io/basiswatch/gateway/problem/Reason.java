package io.basiswatch.gateway.problem;

import java.util.Arrays;
import java.util.Locale;

/** Why a request was not answered as asked: a closed list, whose {@link #code} clients may rely on. */
public enum Reason {
    BAD_REQUEST(400, "The request cannot be read"),
    INVALID_PARAMETER(400, "A parameter is not valid"),
    UNKNOWN_PARAMETER(400, "A parameter is not known"),
    NOT_A_RECEIPT(400, "The body is no receipt"),
    KEY_IN_URL(400, "An API key was sent in the URL"),
    UNKNOWN_FIELD(400, "A field of the body is not known"),
    IDEMPOTENCY_KEY_MISSING(400, "An Idempotency-Key is needed"),
    KEY_MISSING(401, "An API key is needed"),
    KEY_INVALID(401, "The API key is not valid"),
    KEY_EXPIRED(401, "The API key has expired"),
    FORBIDDEN(403, "Not allowed"),
    SCOPE_MISSING(403, "The API key may not do this"),
    NETWORK_NOT_ALLOWED(403, "The API key may not be used from here"),
    TICKET_INVALID(401, "The stream ticket is not valid"),
    TICKET_NOT_FOR_THIS(403, "The stream ticket was made for something else"),
    NOT_FOUND(404, "There is nothing here"),
    UNKNOWN_INDICATOR(404, "The indicator is not known"),
    UNKNOWN_ASSET(404, "The asset is not known"),
    UNKNOWN_DIMENSION(404, "The series is not known"),
    UNKNOWN_VALUE(404, "The value is not known"),
    UNKNOWN_KEY(404, "The API key is not known"),
    UNKNOWN_VENUE(404, "The venue is not known"),
    METHOD_NOT_ALLOWED(405, "The method is not allowed here"),
    NOT_ACCEPTABLE(406, "No such representation"),
    REQUEST_TIMEOUT(408, "The request took too long to arrive"),
    VALUE_ABSENT(409, "There is no value at present"),
    KEY_NOT_IN_FORCE(409, "The API key cannot be replaced"),
    CURSOR_EXPIRED(410, "The cursor has expired"),
    BODY_TOO_LARGE(413, "The body is too large"),
    URI_TOO_LONG(414, "The URL is too long"),
    UNSUPPORTED_MEDIA_TYPE(415, "The body's media type is not supported"),
    RESOLUTION_NOT_STORED(422, "The resolution is not stored"),
    RANGE_NOT_POSSIBLE(422, "The range is not possible"),
    IDEMPOTENCY_KEY_REUSED(422, "The Idempotency-Key belongs to another request"),
    TOO_MANY_STREAMS(429, "Too many streams are open"),
    QUOTA_EXCEEDED(429, "The quota is used up", "quota-exceeded"),
    ABNORMAL_USAGE_DETECTED(429, "More is used than belongs to one user", "abnormal-usage-detected"),
    TOO_MANY_FAILED_KEYS(429, "Too many wrong keys came from this address"),
    HEADERS_TOO_LARGE(431, "The header is too large"),
    INTERNAL(500, "Something went wrong here"),
    KEYS_UNAVAILABLE(503, "Keys cannot be checked at present"),
    DATA_UNAVAILABLE(503, "Data cannot be read at present"),
    VERIFIER_UNAVAILABLE(503, "Receipts cannot be verified at present"),
    SHUTTING_DOWN(503, "This instance is shutting down"),
    DEADLINE_EXCEEDED(503, "The answer took too long", "temporary-reduced-capacity");

    private static final String REGISTRY = "https://iana.org/assignments/http-problem-types#";

    private final int status;
    private final String title;
    private final String type;

    Reason(int status, String title) {
        this.status = status;
        this.title = title;
        this.type = "/docs#problem-" + code();
    }

    /** One that has a type of its own in the registry of problem types. */
    Reason(int status, String title, String registered) {
        this.status = status;
        this.title = title;
        this.type = REGISTRY + registered;
    }

    /** Says which problem it is, as a URI reference that never changes; leads to an explanation. */
    String type() {
        return type;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** How the reason is written in a problem. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The most general reason of an HTTP status. */
    static Reason ofStatus(int status) {
        return switch (status) {
            case 400 -> BAD_REQUEST;
            case 401 -> KEY_INVALID;
            case 404 -> NOT_FOUND;
            case 503 -> DATA_UNAVAILABLE;
            default ->
                Arrays.stream(values())
                        .filter(reason -> reason.status == status)
                        .findFirst()
                        .orElse(status >= 400 && status < 500 ? BAD_REQUEST : INTERNAL);
        };
    }
}
