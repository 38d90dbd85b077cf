package io.basiswatch.gateway.problem;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A request that ends with a problem. No stack trace: it is an answer, not a fault. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final String ERRORS = "errors";
    private static final String ALL = "#";

    private final Reason reason;
    private final String param;
    private final transient Map<String, Object> members;
    private final transient Map<String, String> headers;

    private ProblemException(
            Reason reason, String param, String detail, Map<String, Object> members, Map<String, String> headers) {
        super(detail, null, false, false);
        this.reason = reason;
        this.param = param;
        this.members = members;
        this.headers = headers;
    }

    public static ProblemException of(Reason reason, String detail) {
        return new ProblemException(reason, "", detail, Map.of(), Map.of());
    }

    /** A problem with one parameter of the request. */
    public static ProblemException of(Reason reason, String param, String detail) {
        return new ProblemException(reason, param, detail, Map.of(), Map.of());
    }

    /** The same with one more member in its body, as RFC 9457 allows; {@code value} is what JSON can hold. */
    public ProblemException with(String member, Object value) {
        return new ProblemException(reason, param, getMessage(), plus(members, member, value), headers);
    }

    /** A problem with one field of the request's body, {@code #} for all of it. */
    public static ProblemException inBody(Reason reason, String field, String detail) {
        return field.equals(ALL)
                ? of(reason, detail).error(ALL, detail)
                : of(reason, field, detail).error("#/" + field, detail);
    }

    /**
     * The same with one more thing that is wrong in the body of the request.
     *
     * @param pointer where: a JSON pointer in a URI fragment, such as {@code #/inputs/0/value}; {@code #} for all of it
     */
    public ProblemException error(String pointer, String detail) {
        JsonArray errors = members.get(ERRORS) instanceof JsonArray given ? given.copy() : new JsonArray();
        return with(ERRORS, errors.add(new JsonObject().put("pointer", pointer).put("detail", detail)));
    }

    /** The same with one more field in its head. */
    public ProblemException header(String name, String value) {
        return new ProblemException(reason, param, getMessage(), members, plus(headers, name, value));
    }

    private static <V> Map<String, V> plus(Map<String, V> given, String name, V value) {
        Map<String, V> more = new LinkedHashMap<>(given);
        more.put(name, value);
        return more;
    }

    public Reason reason() {
        return reason;
    }

    /** The parameter at fault. */
    public Optional<String> param() {
        return param.isEmpty() ? Optional.empty() : Optional.of(param);
    }

    /** Members of the body beyond the usual ones. */
    Map<String, Object> members() {
        return members;
    }

    /** Fields of the head beyond the usual ones. */
    Map<String, String> headers() {
        return headers;
    }
}
