package io.basiswatch.gateway.problem;

import java.util.Arrays;
import java.util.Locale;

/** Why a request was not answered as asked: a closed list, whose {@link #code} clients may rely on. */
public enum Reason {
    BAD_REQUEST(400, "The request cannot be read"),
    INVALID_PARAMETER(400, "A parameter is not valid"),
    UNKNOWN_PARAMETER(400, "A parameter is not known"),
    KEY_IN_URL(400, "An API key was sent in the URL"),
    KEY_MISSING(401, "An API key is needed"),
    KEY_INVALID(401, "The API key is not valid"),
    TICKET_INVALID(401, "The stream ticket is not valid"),
    FORBIDDEN(403, "Not allowed"),
    TICKET_NOT_FOR_THIS(403, "The stream ticket was made for something else"),
    NOT_FOUND(404, "There is nothing here"),
    UNKNOWN_INDICATOR(404, "The indicator is not known"),
    UNKNOWN_ASSET(404, "The asset is not known"),
    UNKNOWN_DIMENSION(404, "The series is not known"),
    UNKNOWN_VALUE(404, "The value is not known"),
    METHOD_NOT_ALLOWED(405, "The method is not allowed here"),
    NOT_ACCEPTABLE(406, "No such representation"),
    VALUE_ABSENT(409, "There is no value at present"),
    BODY_TOO_LARGE(413, "The body is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "The body's media type is not supported"),
    RESOLUTION_NOT_STORED(422, "The resolution is not stored"),
    RANGE_NOT_POSSIBLE(422, "The range is not possible"),
    TOO_MANY_STREAMS(429, "Too many streams are open"),
    INTERNAL(500, "Something went wrong here"),
    KEYS_UNAVAILABLE(503, "Keys cannot be checked at present"),
    DATA_UNAVAILABLE(503, "Data cannot be read at present"),
    SHUTTING_DOWN(503, "This instance is shutting down");

    private final int status;
    private final String title;

    Reason(int status, String title) {
        this.status = status;
        this.title = title;
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
